package io.siyu.people.tag;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.tag.TagUsage.Carried;
import io.siyu.shared.CustomerId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The tags on people. */
@RestController
@RequestMapping("/api/admin/customers")
class CustomerTagController {

    private final Tags tags;
    private final TagUsage usage;
    private final CustomerDirectory customers;
    private final CurrentOperator operator;
    private final Audit audit;
    private final TransactionTemplate transaction;

    CustomerTagController(
            Tags tags,
            TagUsage usage,
            CustomerDirectory customers,
            CurrentOperator operator,
            Audit audit,
            TransactionTemplate transaction) {
        this.tags = tags;
        this.usage = usage;
        this.customers = customers;
        this.operator = operator;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** @param tagIds what the person shall carry from now on, no more and no less */
    record Wanted(@NotNull @Size(max = 3000) Set<@NotNull Long> tagIds) {}

    record Change(Set<Long> added, Set<Long> removed) {}

    /** @param customerIds those outside the operator's scope are left alone */
    record Bulk(
            @NotNull @Size(min = 1, max = 1000) Set<@NotNull Long> customerIds,
            @Size(max = 100) @Nullable Set<@NotNull Long> add,
            @Size(max = 100) @Nullable Set<@NotNull Long> remove) {}

    record BulkAnswer(int customers, int added, int removed) {}

    @GetMapping("/{id}/tags")
    @RequiresPermission("tag.read")
    List<Carried> tags(@PathVariable long id) {
        return usage.of(customers.requireVisible(id));
    }

    @PutMapping("/{id}/tags")
    @RequiresPermission("tag.write")
    List<Carried> replace(@PathVariable long id, @Valid @RequestBody Wanted wanted) {
        CustomerId asked = customers.requireVisible(id);
        CustomerId customer =
                Objects.requireNonNull(transaction.execute(status -> change(customers.hold(asked), wanted)));
        return usage.of(customer);
    }

    private CustomerId change(CustomerId customer, Wanted wanted) {
        Set<Long> gone = new HashSet<>(tags.of(customer));
        gone.removeAll(wanted.tagIds());
        Set<Long> added = tags.apply(customer, wanted.tagIds(), byHand());
        Set<Long> removed = tags.remove(customer, gone, byHand());
        if (!added.isEmpty() || !removed.isEmpty()) {
            audit.record("tag.assign", "customer", customer, null, new Change(added, removed));
        }
        return customer;
    }

    @PostMapping("/tags")
    @RequiresPermission("tag.write")
    BulkAnswer bulk(@Valid @RequestBody Bulk bulk) {
        List<CustomerId> people = usage.visible(bulk.customerIds(), operator.scope());
        Set<Long> add = Objects.requireNonNullElse(bulk.add(), Set.of());
        Set<Long> remove = Objects.requireNonNullElse(bulk.remove(), Set.of());
        return Objects.requireNonNull(transaction.execute(status -> {
            int added = tags.applyAll(people, add, byHand());
            int removed = tags.removeAll(people, remove, byHand());
            audit.record("tag.assign.bulk", "customers", people.size(), null, new Change(add, remove));
            return new BulkAnswer(people.size(), added, removed);
        }));
    }

    private Provenance byHand() {
        return new Provenance(Provenance.Kind.OPERATOR, operator.get().name());
    }
}
