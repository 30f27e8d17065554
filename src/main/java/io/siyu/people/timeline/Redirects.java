package io.siyu.people.timeline;

import io.siyu.foundation.database.PerTransaction;
import io.siyu.shared.CustomerId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Whose facts count for whom after a merge. A writer and a merge of the same person exclude each other: otherwise a fact written while
 * its person is merged away would be counted under somebody who is no more. The locks are a fixed small number, so that a transaction
 * may write for any number of people.
 */
@Component
class Redirects {

    private static final int LOCK_SPACE = 1_953_066_612;
    private static final int LOCKS = 256;

    private final JdbcClient jdbc;

    Redirects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which locks the running transaction shares already. */
    private static final class Shared implements TransactionSynchronization {
        private final Set<Integer> locks = new HashSet<>();
    }

    /** Until the transaction ends, this person is not merged into another. */
    void hold(CustomerId customer) {
        int lock = lockOf(customer.value());
        Shared shared = PerTransaction.only(Shared.class, Shared::new);
        if (!shared.locks.contains(lock)) {
            lock("pg_advisory_xact_lock_shared", lock);
            shared.locks.add(lock);
        }
    }

    void join(CustomerId survivor, CustomerId merged) {
        List<Long> followers = jdbc.sql("select from_id from timeline_redirect where to_id = :merged")
                .param("merged", merged.value())
                .query(Long.class)
                .list();
        Stream.concat(Stream.of(merged.value()), followers.stream())
                .map(Redirects::lockOf)
                .distinct()
                .sorted()
                .forEach(lock -> lock("pg_advisory_xact_lock", lock));
        jdbc.sql("update timeline_redirect set to_id = :survivor where to_id = :merged")
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .update();
        jdbc.sql("insert into timeline_redirect (from_id, to_id) values (:merged, :survivor)")
                .param("merged", merged.value())
                .param("survivor", survivor.value())
                .update();
        moveDays(survivor, merged);
    }

    private void moveDays(CustomerId survivor, CustomerId merged) {
        jdbc.sql("""
                with moved as (delete from timeline_day where customer_id = :merged returning *)
                insert into timeline_day (customer_id, day, type, count, amount_fen)
                select :survivor, day, type, count, amount_fen from moved
                on conflict (customer_id, type, day) do update
                    set count = timeline_day.count + excluded.count,
                        amount_fen = timeline_day.amount_fen + excluded.amount_fen""")
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .update();
    }

    private void lock(String function, int lock) {
        jdbc.sql("select " + function + "(:space, :lock)")
                .param("space", LOCK_SPACE)
                .param("lock", lock)
                .query((row, number) -> true)
                .list();
    }

    private static int lockOf(long customer) {
        return (int) (customer % LOCKS);
    }
}
