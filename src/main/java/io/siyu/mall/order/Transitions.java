package io.siyu.mall.order;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.shared.CustomerId;
import io.siyu.shared.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The only way to change an order's state: from a state the step allows, together with a row that says who and when. */
@Component
class Transitions {

    private final JdbcClient jdbc;
    private final OrderRules rules;
    private final CustomerDirectory customers;
    private final Clock clock;

    Transitions(JdbcClient jdbc, OrderRules rules, CustomerDirectory customers, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.customers = customers;
        this.clock = clock;
    }

    /** The order as the step left it. */
    record Moved(
            OrderId id,
            String number,
            CustomerId customer,
            long payableFen,
            long shippingFen,
            boolean everPaid,
            boolean everShipped,
            Instant at) {

        long goodsPaidFen() {
            return payableFen - shippingFen;
        }
    }

    /** Empty when the order is not in a state from which this can happen; nothing was changed then. */
    Optional<Moved> move(OrderId order, Step step, Actor actor, @Nullable String note) {
        hold(order);
        Optional<OrderState> before = lock(order);
        if (before.isEmpty() || !step.from().contains(before.get())) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String stamp = step.stamp() == null ? "" : ", " + step.stamp() + " = :now";
        Moved moved = jdbc.sql(
                        "update order_order set state = :to, due_at = :due" + stamp + " where id = :id returning *")
                .param("to", step.to().name())
                .param("due", due(step, now))
                .param("now", at(now))
                .param("id", order.value())
                .query((row, number) -> moved(row, now))
                .single();
        write(order, step.name(), before.get(), step.to(), actor, note);
        return Optional.of(moved);
    }

    /** The order's person before the order itself, as in every write about a person. */
    private void hold(OrderId order) {
        jdbc.sql("select customer_id from order_order where id = :id")
                .param("id", order.value())
                .query((row, number) -> new CustomerId(row.getLong("customer_id")))
                .optional()
                .ifPresent(customers::hold);
    }

    /** The state, which nobody else changes until the transaction ends. */
    Optional<OrderState> lock(OrderId order) {
        return jdbc.sql("select state from order_order where id = :id for update")
                .param("id", order.value())
                .query((row, number) -> OrderState.valueOf(row.getString("state")))
                .optional();
    }

    /** Something that left the state as it was but belongs to the order's story. */
    void note(OrderId order, String what, String note) {
        lock(order).ifPresent(state -> write(order, what, state, state, Actor.SYSTEM, note));
    }

    void write(
            OrderId order, String step, @Nullable OrderState from, OrderState to, Actor actor, @Nullable String note) {
        jdbc.sql("""
                insert into order_event (order_id, step, from_state, to_state, actor, note, at)
                values (:order, :step, :from, :to, :actor, :note, :now)""")
                .param("order", order.value())
                .param("step", step)
                .param("from", from == null ? null : from.name())
                .param("to", to.name())
                .param("actor", actor.text())
                .param("note", note)
                .param("now", at(clock.instant()))
                .update();
    }

    private @Nullable OffsetDateTime due(Step step, Instant now) {
        Duration wait = switch (step) {
            // Whoever begins closing does it at once; this is for when it died in between.
            case BEGIN_CLOSING -> Duration.ofSeconds(20);
            case SHIP -> rules.receiptTime();
            case RECEIVE -> rules.afterSaleTime();
            case PAY, CLOSE, COMPLETE, BEGIN_REFUND, REFUND -> null;
        };
        return wait == null ? null : at(now.plus(wait));
    }

    private static Moved moved(ResultSet row, Instant now) throws SQLException {
        return new Moved(
                new OrderId(row.getLong("id")),
                row.getString("number"),
                new CustomerId(row.getLong("customer_id")),
                row.getLong("payable_fen"),
                row.getLong("shipping_fen"),
                row.getObject("paid_at") != null,
                row.getObject("shipped_at") != null,
                now);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
