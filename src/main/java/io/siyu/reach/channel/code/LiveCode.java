package io.siyu.reach.channel.code;

import io.siyu.reach.channel.WelcomePlan;
import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A live code as it is stored.
 *
 * @param version counts its edits
 */
public record LiveCode(
        long id,
        String code,
        String name,
        @Nullable Integer dailyCap,
        Set<Long> tagIds,
        String welcomeText,
        WelcomePlan welcome,
        boolean skipVerify,
        @Nullable String fallbackText,
        Instant createdAt,
        @Nullable Instant archivedAt,
        List<PoolMember> pool,
        AllocationRules rules,
        int version) {

    public boolean open() {
        return archivedAt == null;
    }
}
