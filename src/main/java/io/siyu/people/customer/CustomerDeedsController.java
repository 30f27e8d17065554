package io.siyu.people.customer;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What an operator does to one person: each deed is written to the audit, never what it said. */
@RestController
@RequestMapping("/api/admin/customers")
class CustomerDeedsController {

    private final CustomerDirectory customers;
    private final People people;
    private final Identities identities;
    private final CurrentOperator operator;
    private final Audit audit;
    private final TransactionTemplate transaction;

    CustomerDeedsController(
            CustomerDirectory customers,
            People people,
            Identities identities,
            CurrentOperator operator,
            Audit audit,
            TransactionTemplate transaction) {
        this.customers = customers;
        this.people = people;
        this.identities = identities;
        this.operator = operator;
        this.audit = audit;
        this.transaction = transaction;
    }

    record ProfileChange(
            @Nullable @Size(min = 1, max = 64) String name,
            @Nullable Gender gender,
            @Nullable @PastOrPresent LocalDate birthday) {

        /** Which ones were written, for the audit: what they say is nobody's business there. */
        Map<String, List<String>> fields() {
            List<String> fields = new ArrayList<>();
            if (name != null) {
                fields.add("name");
            }
            if (gender != null) {
                fields.add("gender");
            }
            if (birthday != null) {
                fields.add("birthday");
            }
            return Map.of("fields", fields);
        }
    }

    record ConsentChange(@NotNull Purpose purpose, boolean accepted) {}

    record FullPhone(String phone) {}

    /** The whole number, for the one who has to ring up; each look is written down. */
    @PostMapping("/{id}/phone")
    @RequiresPermission("customer.phone")
    FullPhone phone(@PathVariable long id) {
        CustomerId customer = customers.requireVisible(id);
        if (operator.get().exportFrozen()) {
            audit.record("transfer.refused", "customer", customer, null, null);
            throw DomainException.forbidden("transfer.frozen");
        }
        String phone = identities.phone(customer).orElseThrow(() -> DomainException.notFound("customer.phone_unknown"));
        audit.record("customer.phone.show", "customer", customer, null, null);
        return new FullPhone(phone);
    }

    @PutMapping("/{id}/profile")
    @RequiresPermission("customer.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable long id, @RequestBody @Valid ProfileChange change) {
        CustomerId customer = customers.requireVisible(id);
        transaction.executeWithoutResult(status -> {
            people.overwrite(
                    customers.hold(customer), new Profile(change.name(), null, change.gender(), change.birthday()));
            audit.record("customer.profile.change", Subject.of("customer", customer), null, change.fields());
        });
    }

    @PutMapping("/{id}/consent")
    @RequiresPermission("customer.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void consent(@PathVariable long id, @RequestBody @Valid ConsentChange change) {
        CustomerId customer = customers.requireVisible(id);
        transaction.executeWithoutResult(status -> {
            customers.setConsent(
                    customer,
                    change.purpose(),
                    change.accepted(),
                    "operator:" + operator.get().userId());
            audit.record("customer.consent.change", "customer", customer, null, change);
        });
    }
}
