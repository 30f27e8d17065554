package io.siyu.mall.payment;

import io.siyu.foundation.job.Pollers;
import io.siyu.gateway.pay.PaymentChannel;
import io.siyu.gateway.pay.PaymentRefusedException;
import io.siyu.gateway.pay.PaymentUnknownException;
import io.siyu.gateway.pay.Prepared;
import io.siyu.gateway.pay.Prepay;
import io.siyu.shared.DomainException;
import io.siyu.shared.OrderId;
import io.siyu.shared.RandomCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Money for orders, and back. */
@Component
public class Payments {

    private static final Logger log = LoggerFactory.getLogger(Payments.class);
    private static final Duration FIRST_CHECK = Duration.ofSeconds(20);
    private static final int NUMBER_DIGITS = 24;

    private final JdbcClient jdbc;
    private final PaymentChannel channel;
    private final Attempts attempts;
    /** Not at hand yet when this is made: what it runs leads back here. */
    private final ObjectProvider<Pollers> pollers;

    private final Clock clock;

    Payments(JdbcClient jdbc, PaymentChannel channel, Attempts attempts, ObjectProvider<Pollers> pollers, Clock clock) {
        this.jdbc = jdbc;
        this.channel = channel;
        this.attempts = attempts;
        this.pollers = pollers;
        this.clock = clock;
    }

    /**
     * Writes down that this is to be paid, in the transaction of the caller, who holds the order still. Asked again, it is the same
     * attempt as long as that is open.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public PaymentIntent intend(OrderId order, long amountFen, String description, Instant expiresAt) {
        // Looked for first: inserting beside a row that is just being paid would wait for it, and it waits for the
        // order.
        return open(order).orElseGet(() -> {
            insert(order, amountFen, description, expiresAt);
            return open(order).orElseThrow();
        });
    }

    private void insert(OrderId order, long amountFen, String description, Instant expiresAt) {
        Instant now = clock.instant();
        jdbc.sql("""
                insert into payment_payment (order_id, out_trade_no, amount_fen, state, description, created_at, expires_at,
                    next_check_at)
                values (:order, :number, :amount, 'OPEN', :description, :now, :expires, :check)
                on conflict (order_id) where state = 'OPEN' do nothing""")
                .param("order", order.value())
                .param("number", RandomCode.digits(NUMBER_DIGITS))
                .param("amount", amountFen)
                .param("description", description)
                .param("now", at(now))
                .param("expires", at(expiresAt))
                .param("check", at(now.plus(FIRST_CHECK)))
                .update();
    }

    private Optional<PaymentIntent> open(OrderId order) {
        return jdbc.sql("""
                select out_trade_no, amount_fen, description, expires_at from payment_payment
                where order_id = :order and state = 'OPEN'""")
                .param("order", order.value())
                .query((row, number) -> new PaymentIntent(
                        row.getString("out_trade_no"),
                        row.getLong("amount_fen"),
                        row.getString("description"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /**
     * Tells the channel what is to be paid. Outside any transaction.
     *
     * @return what the mini-program needs to ask for the money
     * @throws DomainException {@code payment.refused}, {@code payment.unknown}, {@code payment.ended} when the attempt ended meanwhile,
     *     {@code payment.paid_already}
     */
    @Transactional(propagation = Propagation.NEVER)
    public Map<String, String> prepare(PaymentIntent intent, String payerOpenId) {
        Prepared sheet;
        try {
            sheet = channel.prepay(new Prepay(
                    intent.outTradeNo(), intent.amountFen(), intent.description(), payerOpenId, intent.expiresAt()));
        } catch (PaymentRefusedException e) {
            log.warn("The channel refuses {}: {}", intent.outTradeNo(), e.code());
            throw attempts.refused(intent.outTradeNo()) == CloseOutcome.PAID
                    ? DomainException.conflict("payment.paid_already")
                    : DomainException.upstream("payment.refused", e.code());
        } catch (PaymentUnknownException e) {
            log.warn("No answer for {}", intent.outTradeNo(), e);
            throw DomainException.upstream("payment.unknown");
        }
        if (!attempts.handOut(intent.outTradeNo())) {
            throw DomainException.conflict("payment.ended");
        }
        return sheet.parameters();
    }

    /** Sees to it that no more money comes for this order, unless it came already. Outside any transaction. */
    @Transactional(propagation = Propagation.NEVER)
    public CloseOutcome close(OrderId order) {
        for (String number : attempts.openOf(order)) {
            CloseOutcome outcome = attempts.close(number);
            if (outcome != CloseOutcome.CLOSED) {
                return outcome;
            }
        }
        return attempts.anyPaid(order) ? CloseOutcome.PAID : CloseOutcome.CLOSED;
    }

    /**
     * Gives money of a paid order back, in the caller's transaction; the channel is asked afterwards and a {@link RefundSucceeded} tells
     * when it is done.
     *
     * @throws DomainException {@code payment.nothing_to_refund} when that much was not paid or is given back already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void refund(OrderId order, long amountFen, String reason) {
        long payment = jdbc.sql("""
                update payment_payment set refunded_fen = refunded_fen + :amount
                where id = (select id from payment_payment
                    where order_id = :order and state = 'PAID' and refunded_fen + :amount <= amount_fen
                    order by paid_at, id limit 1)
                  and refunded_fen + :amount <= amount_fen
                returning id""")
                .param("amount", amountFen)
                .param("order", order.value())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> DomainException.conflict("payment.nothing_to_refund"));
        request(payment, order, amountFen, reason, false);
    }

    /** Gives back what came for nothing, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void returnSurplus(PaymentSucceeded surplus, String reason) {
        int marked = jdbc.sql("""
                update payment_payment set refunded_fen = amount_fen where id = :id and refunded_fen = 0""").param("id", surplus.paymentId()).update();
        if (marked == 1) {
            request(surplus.paymentId(), surplus.order(), surplus.amountFen(), reason, true);
        }
    }

    private void request(long payment, OrderId order, long amountFen, String reason, boolean surplus) {
        jdbc.sql("""
                insert into payment_refund (number, payment_id, order_id, amount_fen, reason, surplus, state, created_at,
                    next_try_at)
                values (:number, :payment, :order, :amount, :reason, :surplus, 'REQUESTED', :now, :now)""")
                .param("number", "R" + RandomCode.digits(NUMBER_DIGITS))
                .param("payment", payment)
                .param("order", order.value())
                .param("amount", amountFen)
                .param("reason", reason)
                .param("surplus", surplus)
                .param("now", at(clock.instant()))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                pollers.ifAvailable(running -> running.wake(RefundWork.NAME));
            }
        });
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
