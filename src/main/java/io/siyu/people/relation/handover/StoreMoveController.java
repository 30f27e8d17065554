package io.siyu.people.relation.handover;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.job.Jobs;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.StaffSetup;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A guide moves to another store, or a store closes: do the customers follow, or stay with the store? */
@RestController
@RequestMapping("/api/admin")
class StoreMoveController {

    private final StoreMoveWork work;
    private final StaffSetup setup;
    private final StaffDirectory staff;
    private final Stores stores;
    private final Jobs jobs;
    private final Audit audit;
    private final MessageSource texts;
    private final TransactionTemplate transaction;

    StoreMoveController(
            StoreMoveWork work,
            StaffSetup setup,
            StaffDirectory staff,
            Stores stores,
            Jobs jobs,
            Audit audit,
            MessageSource texts,
            TransactionTemplate transaction) {
        this.work = work;
        this.setup = setup;
        this.staff = staff;
        this.stores = stores;
        this.jobs = jobs;
        this.audit = audit;
        this.texts = texts;
        this.transaction = transaction;
    }

    /** @param customers how many would follow */
    record Preview(long customers, int guides) {}

    record Move(@NotNull @Positive Long storeId, boolean customersFollow) {}

    /** @param jobId absent: the customers stay, or there are none */
    record Moving(@Nullable Long jobId) {}

    @GetMapping("/staff/{id}/store-move")
    @RequiresPermission("handover.read")
    Preview ofGuide(@PathVariable long id, @RequestParam(required = false) @Nullable Long storeId) {
        return new Preview(work.count(member(id).id().value(), null, storeId == null ? 0 : storeId), 1);
    }

    @PostMapping("/staff/{id}/store-move")
    @RequiresPermission("handover.write")
    Moving moveGuide(@PathVariable long id, @Valid @RequestBody Move move, Locale locale) {
        StaffMember member = member(id);
        Store to = store(move.storeId());
        return transaction.execute(status -> {
            setup.assign(member.id(), to.id());
            audit.record("staff.store-move", Subject.of("staff", id, member.name()), null, move);
            return follow(move, id, null, texts(locale, "handover.guide_moves", member.name(), to.name()));
        });
    }

    @GetMapping("/stores/{id}/closing")
    @RequiresPermission("handover.read")
    Preview ofStore(@PathVariable long id) {
        StoreId store = store(id).id();
        return new Preview(
                work.count(null, store.value(), null), staff.guidesOf(store).size());
    }

    /** Its guides work in the other store from now on, and it is closed. */
    @PostMapping("/stores/{id}/closing")
    @RequiresPermission("handover.write")
    Moving close(@PathVariable long id, @Valid @RequestBody Move move, Locale locale) {
        Store from = store(id);
        Store to = store(move.storeId());
        if (from.id().equals(to.id())) {
            throw DomainException.invalid("storeId", "handover.same_store");
        }
        return transaction.execute(status -> {
            List<StaffMember> guides = staff.guidesOf(from.id());
            guides.forEach(guide -> setup.assign(guide.id(), to.id()));
            setup.closeStore(from.id());
            audit.record("store.closing", Subject.of("store", id, from.name()), null, move);
            return follow(move, null, id, texts(locale, "handover.store_closes", from.name(), to.name()));
        });
    }

    private Moving follow(Move move, @Nullable Long guide, @Nullable Long from, String title) {
        long customers = move.customersFollow() ? work.count(guide, from, move.storeId()) : 0;
        return new Moving(
                customers == 0
                        ? null
                        : jobs.start(
                                StoreMoveWork.KIND,
                                new StoreMoveWork.Order(guide, from, move.storeId(), customers),
                                title));
    }

    private StaffMember member(long id) {
        return (id > 0 ? staff.find(new StaffId(id)) : java.util.Optional.<StaffMember>empty())
                .orElseThrow(() -> DomainException.notFound("staff.not_found"));
    }

    private Store store(long id) {
        return stores.all().stream()
                .filter(one -> one.id().value() == id)
                .findFirst()
                .orElseThrow(() -> DomainException.notFound("store.not_found"));
    }

    private String texts(Locale locale, String code, String one, String other) {
        String text = texts.getMessage(code, new Object[] {one, other}, code, locale);
        return text == null ? code : text;
    }
}
