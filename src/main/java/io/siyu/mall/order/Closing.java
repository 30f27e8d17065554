package io.siyu.mall.order;

import io.siyu.mall.payment.CloseOutcome;
import io.siyu.mall.payment.Payments;
import io.siyu.shared.OrderId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends an unpaid order: marked first, then the channel is asked and told to take no money any more, and only then everything is let go.
 * A payment that wins the race in between makes the order paid, and the closing comes to nothing.
 */
@Component
class Closing {

    private final Transitions transitions;
    private final Holds holds;
    private final Payments payments;
    private final TransactionTemplate transaction;

    Closing(Transitions transitions, Holds holds, Payments payments, TransactionTemplate transaction) {
        this.transitions = transitions;
        this.holds = holds;
        this.payments = payments;
        this.transaction = transaction;
    }

    /** Outside any transaction. When the channel does not say, the order stays CLOSING and it is tried again. */
    void close(OrderId order, Actor actor, String why) {
        transaction.executeWithoutResult(status -> transitions.move(order, Step.BEGIN_CLOSING, actor, why));
        if (payments.close(order) == CloseOutcome.CLOSED) {
            transaction.executeWithoutResult(
                    status -> transitions.move(order, Step.CLOSE, actor, why).ifPresent(holds::release));
        }
    }
}
