package io.siyu.reach.channel.template;

import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What many live codes have in common.
 *
 * @param automatic every store or guide there is, and every new one, gets a code
 * @param storeIds only those of these stores; empty: of all
 * @param draft its name is a pattern with the fields of {@link CodeOwner}, its pool are the guides that each code gets besides its own
 * @param version one more with each change
 */
record CodeTemplate(
        long id,
        String name,
        Target target,
        boolean automatic,
        Set<Long> storeIds,
        CodeDraft draft,
        int version,
        Instant createdAt,
        @Nullable Instant archivedAt) {

    private static final int LONGEST_NAME = 60;

    /** What each of its codes is for. */
    enum Target {
        STORE,
        GUIDE
    }

    boolean open() {
        return archivedAt == null;
    }

    boolean wants(@Nullable StoreId store) {
        return storeIds.isEmpty() || (store != null && storeIds.contains(store.value()));
    }

    /** What it says for the code of this owner. */
    CodeDraft draftFor(CodeOwner owner) {
        String name = owner.in(draft.name()).strip();
        return DraftFields.with(
                draft,
                Map.of("name", name.substring(0, Math.min(name.length(), LONGEST_NAME)), "pool", poolFor(owner)));
    }

    /** The owner's guides by equal turns, then the template's own; who is in both is there once, as the owner's. */
    private List<PoolMember> poolFor(CodeOwner owner) {
        List<PoolMember> pool = new ArrayList<>();
        Set<StaffId> seen = new HashSet<>(owner.receivers());
        owner.receivers().forEach(guide -> pool.add(new PoolMember(guide, 1, false)));
        draft.pool().stream().filter(member -> seen.add(member.staff())).forEach(pool::add);
        return pool;
    }
}
