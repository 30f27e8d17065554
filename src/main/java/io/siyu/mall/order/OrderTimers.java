package io.siyu.mall.order;

import io.siyu.foundation.job.PolledWork;
import io.siyu.shared.OrderId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Moves orders on whose time has come: unpaid ones to closed, sent ones to received, received ones to complete. */
@Component
class OrderTimers implements PolledWork {

    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Closing closing;
    private final Orders orders;
    private final Clock clock;

    OrderTimers(JdbcClient jdbc, Closing closing, Orders orders, Clock clock) {
        this.jdbc = jdbc;
        this.closing = closing;
        this.orders = orders;
        this.clock = clock;
    }

    private record Due(OrderId order, OrderState state) {}

    @Override
    public String name() {
        return "order.timers";
    }

    @Override
    public boolean workOnce() {
        Instant now = clock.instant();
        Optional<Due> due = jdbc.sql("""
                update order_order set due_at = :again
                where id = (select id from order_order where due_at <= :now order by due_at limit 1
                    for update skip locked)
                returning id, state""")
                .param("again", now.plus(TRY_AGAIN).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        new Due(new OrderId(row.getLong("id")), OrderState.valueOf(row.getString("state"))))
                .optional();
        due.ifPresent(this::moveOn);
        return due.isPresent();
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    private void moveOn(Due due) {
        switch (due.state()) {
            case PLACED, CLOSING -> closing.close(due.order(), Actor.SYSTEM, "not paid in time");
            case SHIPPED -> orders.receive(due.order(), Actor.SYSTEM);
            case RECEIVED -> orders.complete(due.order());
            case CLOSED, PAID, COMPLETED, REFUNDING, REFUNDED -> {}
        }
    }
}
