package io.siyu.people.customer;

import io.siyu.foundation.database.PerTransaction;
import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Appends to the stream of changes, in the transaction of the change: what changed several times in it is told once, at its end. */
@Component
class Changes {

    private final JdbcClient jdbc;
    private final Clock clock;

    Changes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Change(CustomerId customer, CustomerChange.Kind kind) {}

    void tell(CustomerId customer, CustomerChange.Kind kind) {
        Set<Change> change = Set.of(new Change(customer, kind));
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !PerTransaction.only(Told.class, Told::new).take(change)) {
            append(change);
        }
    }

    private void append(Set<Change> changes) {
        jdbc.sql("""
                insert into customer_change (customer_id, kind, at)
                select customer, kind, :at from unnest(:customers::bigint[], :kinds::text[]) as told (customer, kind)""")
                .param(
                        "customers",
                        changes.stream()
                                .mapToLong(one -> one.customer().value())
                                .toArray())
                .param("kinds", changes.stream().map(one -> one.kind().name()).toArray(String[]::new))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What the running transaction has changed so far. */
    private final class Told implements TransactionSynchronization {

        private final Set<Change> changes = new LinkedHashSet<>();
        private boolean over;

        /** @return false when the transaction is at its end already, and this must be written at once */
        boolean take(Set<Change> more) {
            if (!over) {
                changes.addAll(more);
            }
            return !over;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            over = true;
            if (!changes.isEmpty()) {
                append(changes);
            }
        }
    }
}
