package io.siyu.reach.channel.nearest;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.reach.channel.Prints;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.domain.GrowthDomains;
import io.siyu.reach.channel.nearest.StoreCodeDraft.Choice;
import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StoreId;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Store codes made, changed and taken out of use. */
@Component
public class StoreCodes {

    private static final int CODE_LENGTH = 10;

    private final StoreCodeRows rows;
    private final CodeRows codes;
    private final Stores stores;
    private final GrowthDomains domains;
    private final Prints prints;
    private final Audit audit;
    private final Clock clock;

    StoreCodes(
            StoreCodeRows rows,
            CodeRows codes,
            Stores stores,
            GrowthDomains domains,
            Prints prints,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.codes = codes;
        this.stores = stores;
        this.domains = domains;
        this.prints = prints;
        this.audit = audit;
        this.clock = clock;
    }

    String urlOf(StoreCode code) {
        return domains.of("/c/s/" + code.code());
    }

    /** @throws DomainException at the field */
    @Transactional
    public StoreCode create(StoreCodeDraft draft) {
        check(draft);
        long id = rows.insert(RandomCode.letters(CODE_LENGTH), draft, clock.instant());
        audit.record("channel.storecode.create", "storecode", id, null, draft);
        return rows.require(id);
    }

    @Transactional
    StoreCode edit(long id, StoreCodeDraft draft) {
        StoreCode before = held(id);
        check(draft);
        rows.update(id, draft);
        audit.record("channel.storecode.edit", "storecode", id, before, draft);
        return rows.require(id);
    }

    @Transactional
    StoreCode archive(long id) {
        StoreCode code = held(id);
        prints.requireNone(Prints.Kind.STORE_CODE, id);
        rows.archive(id, clock.instant());
        audit.record("channel.storecode.archive", Subject.of("storecode", id, code.name()), null, null);
        return rows.require(id);
    }

    @Transactional
    StoreCode restore(long id) {
        StoreCode code = held(id);
        rows.archive(id, null);
        audit.record("channel.storecode.restore", Subject.of("storecode", id, code.name()), null, null);
        return rows.require(id);
    }

    private StoreCode held(long id) {
        rows.lock(id);
        return rows.require(id);
    }

    private void check(StoreCodeDraft draft) {
        if (draft.templateId() == null && draft.choices().isEmpty()) {
            throw DomainException.invalid("templateId", "storecode.nowhere");
        }
        if (draft.templateId() != null && !rows.isStoreTemplate(draft.templateId())) {
            throw DomainException.invalid("templateId", "storecode.template_unknown");
        }
        if (draft.fallbackCodeId() != null && !open(draft.fallbackCodeId())) {
            throw DomainException.invalid("fallbackCodeId", "channel.fallback_code_unknown");
        }
        Map<StoreId, Store> known = stores.byIds(draft.choices().stream()
                .map(choice -> new StoreId(choice.storeId()))
                .collect(Collectors.toSet()));
        Set<Long> seen = new HashSet<>();
        for (Choice choice : draft.choices()) {
            if (!known.containsKey(new StoreId(choice.storeId())) || !seen.add(choice.storeId())) {
                throw DomainException.invalid("choices", "storecode.store_wrong");
            }
            if (!open(choice.codeId())) {
                throw DomainException.invalid("choices", "channel.fallback_code_unknown");
            }
        }
    }

    private boolean open(long code) {
        return codes.find(code).filter(LiveCode::open).isPresent();
    }
}
