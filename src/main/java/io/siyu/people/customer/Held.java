package io.siyu.people.customer;

import io.siyu.foundation.database.PerTransaction;
import io.siyu.shared.CustomerId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Whom the running transaction holds already, and by which keys it knows them: their locks last until its end, and a key of somebody who
 * is held goes to nobody else, so that asking for them again need not ask the database.
 */
final class Held implements TransactionSynchronization {

    private final Map<CustomerId, CustomerId> living = new HashMap<>();
    private final Map<Identity, CustomerId> seen = new HashMap<>();
    private final Set<CustomerId> born = new HashSet<>();

    private Held() {}

    static Held now() {
        return PerTransaction.only(Held.class, Held::new);
    }

    /** Of the running transaction, if there is one. */
    static Optional<CustomerId> seen(Identity identity) {
        return TransactionSynchronizationManager.isSynchronizationActive()
                ? Optional.ofNullable(now().seen.get(identity))
                : Optional.empty();
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

    /** @param keys all of them this person's, who is held */
    void see(CustomerId living, Collection<Identity> keys) {
        this.living.put(living, living);
        keys.forEach(key -> seen.put(key, living));
    }

    /** Made by this transaction, so that nobody else knows anything of them. */
    void bear(CustomerId fresh, Collection<Identity> keys) {
        born.add(fresh);
        see(fresh, keys);
    }

    /** The phones of somebody whom the running transaction has made: all there are. */
    static Optional<List<String>> phonesOfBorn(CustomerId customer) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || !now().born.contains(customer)) {
            return Optional.empty();
        }
        return Optional.of(now().seen.entrySet().stream()
                .filter(entry ->
                        entry.getValue().equals(customer) && entry.getKey().type() == IdentityType.PHONE)
                .map(entry -> entry.getKey().value())
                .toList());
    }

    /** Who this one lives on in, if the running transaction holds them. */
    static Optional<CustomerId> living(CustomerId customer) {
        return TransactionSynchronizationManager.isSynchronizationActive()
                ? Optional.ofNullable(now().living.get(customer))
                : Optional.empty();
    }

    /** After a merge of the transaction's own, or when a key was taken from somebody. */
    void forget() {
        living.clear();
        seen.clear();
        born.clear();
    }
}
