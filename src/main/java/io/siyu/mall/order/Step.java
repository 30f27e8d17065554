package io.siyu.mall.order;

import static io.siyu.mall.order.OrderState.CLOSED;
import static io.siyu.mall.order.OrderState.CLOSING;
import static io.siyu.mall.order.OrderState.COMPLETED;
import static io.siyu.mall.order.OrderState.PAID;
import static io.siyu.mall.order.OrderState.PLACED;
import static io.siyu.mall.order.OrderState.RECEIVED;
import static io.siyu.mall.order.OrderState.REFUNDED;
import static io.siyu.mall.order.OrderState.REFUNDING;
import static io.siyu.mall.order.OrderState.SHIPPED;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can happen to an order: from where, to where, and which time it sets. There is no other way through the states. */
enum Step {
    PAY(EnumSet.of(PLACED, CLOSING), PAID, "paid_at"),
    BEGIN_CLOSING(EnumSet.of(PLACED), CLOSING, null),
    CLOSE(EnumSet.of(CLOSING), CLOSED, "closed_at"),
    SHIP(EnumSet.of(PAID), SHIPPED, "shipped_at"),
    RECEIVE(EnumSet.of(SHIPPED), RECEIVED, "received_at"),
    COMPLETE(EnumSet.of(RECEIVED), COMPLETED, "completed_at"),
    BEGIN_REFUND(EnumSet.of(PAID, SHIPPED, RECEIVED, COMPLETED), REFUNDING, null),
    REFUND(EnumSet.of(REFUNDING), REFUNDED, "refunded_at");

    private final Set<OrderState> from;
    private final OrderState to;
    private final @Nullable String stamp;

    Step(Set<OrderState> from, OrderState to, @Nullable String stamp) {
        this.from = from;
        this.to = to;
        this.stamp = stamp;
    }

    Set<OrderState> from() {
        return from;
    }

    OrderState to() {
        return to;
    }

    /** The column that keeps when it happened. */
    @Nullable
    String stamp() {
        return stamp;
    }
}
