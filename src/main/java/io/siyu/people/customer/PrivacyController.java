package io.siyu.people.customer;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.privacy.Erasures;
import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.DomainException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a person may ask of the brand: everything kept about them, and to be forgotten. */
@RestController
@RequestMapping("/api/admin/customers/{id}")
@RequiresPermission("customer.privacy")
class PrivacyController {

    private final CustomerDirectory customers;
    private final Erasing erasing;
    private final Erasures erasures;
    private final CurrentOperator operator;
    private final Audit audit;
    private final TransactionTemplate transaction;

    PrivacyController(
            CustomerDirectory customers,
            Erasing erasing,
            Erasures erasures,
            CurrentOperator operator,
            Audit audit,
            TransactionTemplate transaction) {
        this.customers = customers;
        this.erasing = erasing;
        this.erasures = erasures;
        this.operator = operator;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** @param number the customer's number, typed by whoever means it */
    record EraseRequest(@NotBlank @Size(max = 20) String number) {}

    /** A POST: each one is written to the audit. By module, then by list. */
    @PostMapping("/personal-data")
    Map<String, Map<String, List<Map<String, Object>>>> export(@PathVariable long id) {
        Person person = erasing.person(customers.requireVisible(id));
        if (operator.get().exportFrozen()) {
            audit.record("transfer.refused", Subject.of("customer", person.id()), null, null);
            throw DomainException.forbidden("transfer.frozen");
        }
        Map<String, Map<String, List<Map<String, Object>>>> tree = new LinkedHashMap<>();
        for (PersonalData part : erasures.parts()) {
            tree.put(part.part(), part.export(person));
        }
        audit.record("customer.privacy.export", Subject.of("customer", person.id()), null, null);
        return tree;
    }

    /** Cannot be undone. Once written down it is finished, also when this answer never arrives. */
    @PostMapping("/erase")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@PathVariable long id, @RequestBody @Valid EraseRequest request) {
        Person person = erasing.person(customers.requireVisible(id));
        if (!request.number().strip().equals(Long.toString(id))) {
            throw DomainException.invalid("number", "customer.erase_number");
        }
        erasures.obstacle(person).ifPresent(code -> {
            throw DomainException.conflict(code);
        });
        transaction.executeWithoutResult(status -> {
            erasures.request(person, "operator:" + operator.get().userId());
            audit.record("customer.privacy.erase", Subject.of("customer", person.id()), null, null);
        });
        erasures.finish(person);
    }
}
