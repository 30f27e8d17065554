package io.siyu.loyalty.points;

import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accounts and their entries. Whoever moves points holds the account's row first, so that balances and entries never part. */
@Component
class Ledger {

    private final JdbcClient jdbc;
    private final Clock clock;

    Ledger(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The steps that points of one source and key can go through, each at most once. */
    enum Leg {
        EARN,
        CONFIRM,
        REVERSE,
        RESERVE,
        SPEND,
        RELEASE,
        GIVE_BACK,
        ADJUST,
        MERGE_OUT,
        MERGE_IN
    }

    record Reason(String source, String key) {}

    /** What moves; the sum of all of an account's is its balance. */
    record Delta(long available, long pending, long reserved, long debt) {}

    record Earlier(CustomerId customer, long points) {}

    /** The balance, held until the transaction ends. */
    PointsBalance lock(CustomerId customer) {
        jdbc.sql("insert into points_account (customer_id) values (:customer) on conflict do nothing")
                .param("customer", customer.value())
                .update();
        return select(customer, " for update").orElseThrow();
    }

    Optional<PointsBalance> find(CustomerId customer) {
        return select(customer, "");
    }

    Optional<Earlier> entry(Reason reason, Leg leg) {
        return jdbc.sql("""
                select customer_id, points from points_entry
                where source = :source and source_key = :key and leg = :leg""")
                .param("source", reason.source())
                .param("key", reason.key())
                .param("leg", leg.name())
                .query((row, number) -> new Earlier(new CustomerId(row.getLong("customer_id")), row.getLong("points")))
                .optional();
    }

    boolean has(Reason reason, Leg leg) {
        return entry(reason, leg).isPresent();
    }

    /** The account must be locked. */
    void post(CustomerId customer, Reason reason, Leg leg, long points, Delta delta, @Nullable String note) {
        jdbc.sql("""
                with moved as (
                    update points_account set available = available + :available, pending = pending + :pending,
                        reserved = reserved + :reserved, debt = debt + :debt
                    where customer_id = :customer returning available, pending)
                insert into points_entry (customer_id, source, source_key, leg, points, available_delta, pending_delta,
                    reserved_delta, debt_delta, available_after, pending_after, note, at)
                select :customer, :source, :key, :leg, :points, :available, :pending, :reserved, :debt,
                    moved.available, moved.pending, :note, :at
                from moved""")
                .param("customer", customer.value())
                .param("source", reason.source())
                .param("key", reason.key())
                .param("leg", leg.name())
                .param("points", points)
                .param("available", delta.available())
                .param("pending", delta.pending())
                .param("reserved", delta.reserved())
                .param("debt", delta.debt())
                .param("note", note)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private Optional<PointsBalance> select(CustomerId customer, String lock) {
        return jdbc.sql("select available, pending, reserved, debt from points_account where customer_id = :customer"
                        + lock)
                .param("customer", customer.value())
                .query((row, number) -> new PointsBalance(
                        row.getLong("available"), row.getLong("pending"), row.getLong("reserved"), row.getLong("debt")))
                .optional();
    }
}
