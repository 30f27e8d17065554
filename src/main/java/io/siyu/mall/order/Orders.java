package io.siyu.mall.order;

import io.siyu.mall.payment.Payments;
import io.siyu.shared.DomainException;
import io.siyu.shared.OrderId;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The life of an order after it was placed. */
@Component
public class Orders {

    private final JdbcClient jdbc;
    private final Transitions transitions;
    private final Closing closing;
    private final Settling settling;
    private final Payments payments;
    private final OrderFacts facts;
    private final ApplicationEventPublisher events;

    Orders(
            JdbcClient jdbc,
            Transitions transitions,
            Closing closing,
            Settling settling,
            Payments payments,
            OrderFacts facts,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transitions = transitions;
        this.closing = closing;
        this.settling = settling;
        this.payments = payments;
        this.facts = facts;
        this.events = events;
    }

    /** Ends an unpaid order, unless its money is faster. Outside any transaction, since the channel is asked. */
    @Transactional(propagation = Propagation.NEVER)
    public void cancel(OrderId order) {
        closing.close(order, Actor.SYSTEM, "cancelled");
    }

    /**
     * Sent by hand.
     *
     * @throws DomainException {@code order.not_shippable} unless it is paid and not sent yet
     */
    @Transactional
    public void ship(OrderId order, String carrier, String trackingNumber) {
        ship(order, carrier, trackingNumber, Actor.SYSTEM);
    }

    @Transactional
    void ship(OrderId order, String carrier, String trackingNumber, Actor actor) {
        require(transitions.move(order, Step.SHIP, actor, carrier + " " + trackingNumber), "order.not_shippable");
        jdbc.sql("update order_order set carrier = :carrier, tracking_number = :number where id = :id")
                .param("carrier", carrier)
                .param("number", trackingNumber)
                .param("id", order.value())
                .update();
    }

    /**
     * The customer has it.
     *
     * @throws DomainException {@code order.not_receivable} unless it was sent
     */
    @Transactional
    public void confirmReceipt(OrderId order) {
        require(receive(order, Actor.SYSTEM), "order.not_receivable");
    }

    /**
     * Gives a paid order back whole: money, points, coupon, and stock unless it left already.
     *
     * @throws DomainException {@code order.not_refundable} unless it is paid and not given back yet
     */
    @Transactional
    public void refund(OrderId order, String reason) {
        refund(order, reason, Actor.SYSTEM);
    }

    @Transactional
    void refund(OrderId order, String reason, Actor actor) {
        Transitions.Moved moved =
                require(transitions.move(order, Step.BEGIN_REFUND, actor, reason), "order.not_refundable");
        if (moved.payableFen() > 0) {
            payments.refund(order, moved.payableFen(), reason);
        } else {
            settling.refunded(order, 0);
        }
    }

    @Transactional
    Optional<Transitions.Moved> receive(OrderId order, Actor actor) {
        return transitions.move(order, Step.RECEIVE, actor, null);
    }

    @Transactional
    void complete(OrderId order) {
        transitions.move(order, Step.COMPLETE, Actor.SYSTEM, null).ifPresent(completed -> {
            facts.completed(completed);
            events.publishEvent(
                    new OrderCompleted(completed.id(), completed.customer(), completed.goodsPaidFen(), completed.at()));
        });
    }

    private static Transitions.Moved require(Optional<Transitions.Moved> moved, String code) {
        return moved.orElseThrow(() -> DomainException.conflict(code));
    }
}
