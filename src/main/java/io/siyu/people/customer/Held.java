package io.siyu.people.customer;

import io.siyu.shared.CustomerId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Whom the running transaction holds already: their locks last until its end, so that asking for them again need not ask the database. */
final class Held implements TransactionSynchronization {

    private final Map<CustomerId, CustomerId> living = new HashMap<>();

    private Held() {}

    /** Of the running transaction; one that is suspended keeps its own. */
    static Held now() {
        for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof Held held) {
                return held;
            }
        }
        Held held = new Held();
        TransactionSynchronizationManager.registerSynchronization(held);
        return held;
    }

    Map<CustomerId, CustomerId> of(Collection<CustomerId> customers) {
        Map<CustomerId, CustomerId> known = new HashMap<>();
        for (CustomerId customer : customers) {
            CustomerId found = living.get(customer);
            if (found != null) {
                known.put(customer, found);
            }
        }
        return known;
    }

    void add(Map<CustomerId, CustomerId> held) {
        living.putAll(held);
    }

    /** After a merge of the transaction's own. */
    void forget() {
        living.clear();
    }
}
