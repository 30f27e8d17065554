package io.siyu.mall.payment;

import io.siyu.shared.OrderId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** The orders behind the payments, reduced to what money does to them. */
class PaperOrders {

    enum State {
        OPEN,
        PAID,
        CLOSED
    }

    static final long AMOUNT_FEN = 12_000;
    private static final AtomicLong IDS = new AtomicLong(5_000_000_000L);

    private final Payments payments;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<OrderId, State> states = new HashMap<>();
    private final Map<OrderId, Instant> ends = new HashMap<>();

    PaperOrders(Payments payments, TransactionTemplate transaction, Clock clock) {
        this.payments = payments;
        this.transaction = transaction;
        this.clock = clock;
    }

    OrderId place() {
        OrderId order = new OrderId(IDS.incrementAndGet());
        states.put(order, State.OPEN);
        ends.put(order, clock.instant().plus(Duration.ofMinutes(15)));
        return order;
    }

    State state(OrderId order) {
        return Objects.requireNonNull(states.get(order));
    }

    boolean payable(OrderId order) {
        return state(order) == State.OPEN && clock.instant().isBefore(Objects.requireNonNull(ends.get(order)));
    }

    /** What a tap on "pay" does; answers the number of the sheet. */
    String pay(OrderId order, String openId) {
        PaymentIntent intent = Objects.requireNonNull(transaction.execute(
                status -> payments.intend(order, AMOUNT_FEN, "test", Objects.requireNonNull(ends.get(order)))));
        return Objects.requireNonNull(payments.prepare(intent, openId).get("package"));
    }

    CloseOutcome close(OrderId order) {
        CloseOutcome outcome = payments.close(order);
        if (outcome == CloseOutcome.CLOSED) {
            states.put(order, State.CLOSED);
        }
        return outcome;
    }

    void refund(OrderId order, long amountFen) {
        transaction.executeWithoutResult(status -> payments.refund(order, amountFen, "test"));
    }

    @EventListener
    public void on(PaymentSucceeded payment) {
        if (Optional.ofNullable(states.get(payment.order())).orElse(State.CLOSED) == State.OPEN) {
            states.put(payment.order(), State.PAID);
        } else {
            payments.returnSurplus(payment, "test");
        }
    }
}
