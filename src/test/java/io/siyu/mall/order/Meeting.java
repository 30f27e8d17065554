package io.siyu.mall.order;

import static org.awaitility.Awaitility.await;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The keys of two people are seen on one: the older record takes the younger in. */
final class Meeting {

    private final JdbcClient jdbc;
    private final CustomerDirectory customers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Meeting(ApplicationContext context) {
        this.jdbc = context.getBean(JdbcClient.class);
        this.customers = context.getBean(CustomerDirectory.class);
        this.transaction = context.getBean(TransactionTemplate.class);
        this.clock = context.getBean(Clock.class);
    }

    Instant now() {
        return clock.instant();
    }

    OffsetDateTime at() {
        return now().atOffset(ZoneOffset.UTC);
    }

    CustomerId see(CustomerId customer) {
        return see(keysOf(customer));
    }

    CustomerId unite(CustomerId one, CustomerId other) {
        List<Identity> keys = new ArrayList<>(keysOf(one));
        keys.addAll(keysOf(other));
        return see(keys);
    }

    /** Does the work while the two have been united by somebody who has not committed yet, and answers what it got. */
    <T> T whileUniting(CustomerId one, CustomerId other, Callable<T> work) throws Exception {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<T> result = Objects.requireNonNull(transaction.execute(status -> {
                unite(one, other);
                Future<T> begun = thread.submit(work);
                await().pollInSameThread()
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> begun.isDone() || somebodyWaitsForUs());
                return begun;
            }));
            return result.get();
        }
    }

    private CustomerId see(List<Identity> keys) {
        return Objects.requireNonNull(
                transaction.execute(status -> customers.findOrCreate(keys, Profile.UNKNOWN, now())));
    }

    private boolean somebodyWaitsForUs() {
        return jdbc.sql("""
                select exists (select 1 from pg_stat_activity
                    where datname = current_database() and pg_backend_pid() = any(pg_blocking_pids(pid)))""").query(Boolean.class).single();
    }

    private List<Identity> keysOf(CustomerId customer) {
        return jdbc.sql("""
                select app_id, key from customer_identity where customer_id = :id and type = 'OPENID' order by id""")
                .param("id", customer.value())
                .query((row, number) -> Identity.openId(row.getString("app_id"), row.getString("key")))
                .list();
    }
}
