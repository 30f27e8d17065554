package io.siyu.mall.order;

import io.siyu.mall.payment.PaymentSucceeded;
import io.siyu.mall.payment.Payments;
import io.siyu.mall.payment.RefundSucceeded;
import io.siyu.shared.OrderId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What money does to an order, in the transaction in which the money is written down. */
@Component
class Settling {

    private static final Logger log = LoggerFactory.getLogger(Settling.class);

    private final Transitions transitions;
    private final Holds holds;
    private final Payments payments;
    private final OrderFacts facts;
    private final ApplicationEventPublisher events;

    Settling(
            Transitions transitions,
            Holds holds,
            Payments payments,
            OrderFacts facts,
            ApplicationEventPublisher events) {
        this.transitions = transitions;
        this.holds = holds;
        this.payments = payments;
        this.facts = facts;
        this.events = events;
    }

    /** Money for an order that wants none any more goes back by itself. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PaymentSucceeded payment) {
        if (!pay(payment.order())) {
            log.warn("Payment {} of order {} came for nothing and goes back", payment.paymentId(), payment.order());
            transitions.note(payment.order(), "SURPLUS_PAYMENT", payment.amountFen() + " fen");
            payments.returnSurplus(payment, "late or duplicate payment");
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(RefundSucceeded refund) {
        if (refund.surplus()) {
            transitions.note(refund.order(), "SURPLUS_RETURNED", refund.amountFen() + " fen");
        } else {
            refunded(refund.order(), refund.amountFen());
        }
    }

    /** @return false when the order is closed or paid already */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean pay(OrderId order) {
        Optional<Transitions.Moved> moved = transitions.move(order, Step.PAY, Actor.SYSTEM, null);
        moved.ifPresent(paid -> {
            holds.confirm(paid);
            facts.paid(paid);
            events.publishEvent(new OrderPaid(paid.id(), paid.customer(), paid.goodsPaidFen(), paid.at()));
        });
        return moved.isPresent();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void refunded(OrderId order, long amountFen) {
        transitions.move(order, Step.REFUND, Actor.SYSTEM, null).ifPresent(refunded -> {
            holds.giveBack(refunded);
            facts.refunded(refunded);
            events.publishEvent(new OrderRefunded(refunded.id(), refunded.customer(), amountFen, refunded.at()));
        });
    }
}
