package io.siyu.people.relation;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.relation.OwnershipHistory.Entry;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A customer's friends among the employees, and whose customer they are. */
@RestController
@RequestMapping("/api/admin/customers/{id}")
class RelationController {

    private final Relations relations;
    private final OwnershipHistory history;
    private final Owners owners;
    private final CustomerDirectory customers;
    private final StaffDirectory staff;
    private final CurrentOperator operator;
    private final Audit audit;
    private final TransactionTemplate transaction;

    RelationController(
            Relations relations,
            OwnershipHistory history,
            Owners owners,
            CustomerDirectory customers,
            StaffDirectory staff,
            CurrentOperator operator,
            Audit audit,
            TransactionTemplate transaction) {
        this.relations = relations;
        this.history = history;
        this.owners = owners;
        this.customers = customers;
        this.staff = staff;
        this.operator = operator;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * @param source what the contact way of the present or last friendship carried
     * @param firstSource that of the very first one
     */
    record FollowLine(
            long staffId,
            String staffName,
            @Nullable String storeName,
            FollowState state,
            Instant firstAddedAt,
            int firstAddWay,
            @Nullable String firstSource,
            Instant addedAt,
            int addWay,
            @Nullable String source,
            @Nullable Instant endedAt,
            int reopened,
            String remark) {

        static FollowLine of(FollowView view) {
            Follow follow = view.follow();
            Store store = view.store();
            return new FollowLine(
                    follow.staff().value(),
                    view.staffName(),
                    store == null ? null : store.name(),
                    follow.state(),
                    follow.firstAddedAt(),
                    follow.first().addWay(),
                    follow.first().state(),
                    follow.addedAt(),
                    follow.latest().addWay(),
                    follow.latest().state(),
                    follow.endedAt(),
                    follow.reopened(),
                    follow.remark());
        }
    }

    record OwnerRequest(
            @NotNull @Positive Long staffId,
            @Size(max = 200) @Nullable String note) {}

    @GetMapping("/relations")
    @RequiresPermission("customer.read")
    List<FollowLine> relations(@PathVariable long id) {
        return relations.of(customers.requireVisible(id)).stream()
                .map(FollowLine::of)
                .toList();
    }

    /** Newest first; the first one, if it has no end, is the present owner. */
    @GetMapping("/ownership")
    @RequiresPermission("customer.read")
    List<Entry> ownership(@PathVariable long id, Locale locale) {
        return history.of(customers.requireVisible(id), locale);
    }

    @PostMapping("/owner")
    @RequiresPermission("customer.write")
    List<Entry> changeOwner(@PathVariable long id, @Valid @RequestBody OwnerRequest request, Locale locale) {
        CustomerId customer = customers.requireVisible(id);
        StaffMember member = staff.find(new StaffId(request.staffId()))
                .filter(StaffMember::active)
                .orElseThrow(() -> DomainException.invalid("staffId", "relation.owner_not_here"));
        String note = request.note() == null ? "" : request.note();
        transaction.executeWithoutResult(status -> {
            Long before = owners.ownerOf(customer).map(StaffId::value).orElse(null);
            owners.giveByHand(customer, member, note, operator.get().userId());
            audit.record(
                    "relation.owner.change",
                    "customer",
                    customer,
                    before == null ? null : new OwnerState(before),
                    new OwnerState(member.id().value()));
        });
        return history.of(customer, locale);
    }

    record OwnerState(long staffId) {}
}
