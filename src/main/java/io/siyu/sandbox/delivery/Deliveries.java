package io.siyu.sandbox.delivery;

import io.siyu.foundation.job.Pollers;
import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Fault;
import io.siyu.sandbox.wire.Faults;
import io.siyu.sandbox.wire.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What waits to be sent to the product, and what became of it. It survives a restart. */
@Component
@InSandbox
public class Deliveries {

    /** One piece of news with its fate. */
    public record Delivery(
            long id,
            String kind,
            String event,
            String state,
            int attempts,
            @Nullable Integer lastStatus,
            @Nullable String lastError,
            Instant createdAt,
            @Nullable Instant doneAt,
            String plain) {}

    private static final long USUAL_HOLD_MILLIS = 3000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Faults faults;
    private final ObjectProvider<Pollers> pollers;

    Deliveries(JdbcClient jdbc, Clock clock, Faults faults, ObjectProvider<Pollers> pollers) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.faults = faults;
        this.pollers = pollers;
    }

    /**
     * Sends this once the transaction has committed. News of the same lane set out in the order they were posted, unless a
     * fault is switched on.
     */
    public void post(String kind, String event, @Nullable String url, String lane, String plain) {
        Fault fault = faults.nextDelivery(kind, plain).orElse(null);
        Instant now = clock.instant();
        Fault.Kind trouble = fault == null ? null : fault.kind();
        long held = fault != null && fault.millis() != null ? fault.millis() : USUAL_HOLD_MILLIS;
        Instant due = trouble == Fault.Kind.REORDER ? now.plusMillis(held) : now;
        int copies = trouble == Fault.Kind.DUPLICATE ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            jdbc.sql("""
                            insert into sandbox_delivery (kind, event, url, lane, plain, created_at, due_at, state)
                            values (:kind, :event, :url, :lane, :plain, :now, :due, :state)""")
                    .param("kind", kind)
                    .param("event", event)
                    .param("url", url)
                    .param("lane", lane)
                    .param("plain", plain)
                    .param("now", Times.sql(now))
                    .param("due", Times.sql(due))
                    .param("state", trouble == Fault.Kind.LOSE ? "LOST" : "WAITING")
                    .update();
        }
        wakeAfterCommit();
    }

    public List<Delivery> latest(long before, int size) {
        return jdbc.sql("select * from sandbox_delivery where id < :before order by id desc limit :size")
                .param("before", before)
                .param("size", size)
                .query(Deliveries::delivery)
                .list();
    }

    /** Sends one again from the start, whatever became of it. */
    public boolean again(long id) {
        int found = jdbc.sql("""
                        update sandbox_delivery set state = 'WAITING', attempts = 0, due_at = :now, leased_till = null
                        where id = :id""")
                .param("now", Times.sql(clock.instant()))
                .param("id", id)
                .update();
        wakeAfterCommit();
        return found == 1;
    }

    private void wakeAfterCommit() {
        Runnable wake = () -> pollers.ifAvailable(p -> p.wake(DeliveryWork.NAME));
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            wake.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.run();
            }
        });
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("event"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getObject("last_status", Integer.class),
                row.getString("last_error"),
                Times.read(row, "created_at"),
                Times.readNullable(row, "done_at"),
                row.getString("plain"));
    }
}
