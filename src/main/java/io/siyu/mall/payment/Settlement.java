package io.siyu.mall.payment;

import io.siyu.shared.OrderId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down that money moved, once, and tells it in the same transaction. */
@Component
class Settlement {

    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Settlement(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** What became of a message of money. */
    enum Outcome {
        APPLIED,
        KNOWN_ALREADY,
        WRONG_AMOUNT,
        NOT_OURS
    }

    /** Money came, whatever state the attempt is in: one that we called closed can still be paid in the last moment. */
    @Transactional
    public Outcome paid(String outTradeNo, long amountFen, @Nullable String transactionId, @Nullable Instant paidAt) {
        Instant at = paidAt == null ? clock.instant() : paidAt;
        Optional<PaymentSucceeded> news = jdbc.sql("""
                update payment_payment set state = 'PAID', transaction_id = :transaction, paid_at = :at
                where out_trade_no = :number and state <> 'PAID' and amount_fen = :amount
                returning id, order_id""")
                .param("transaction", transactionId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("number", outTradeNo)
                .param("amount", amountFen)
                .query((row, number) ->
                        new PaymentSucceeded(row.getLong("id"), new OrderId(row.getLong("order_id")), amountFen, at))
                .optional();
        news.ifPresent(events::publishEvent);
        return news.isPresent() ? Outcome.APPLIED : whyNotPaid(outTradeNo, amountFen);
    }

    /** A refund arrived at the payer. */
    @Transactional
    public Outcome refunded(String outRefundNo, String channelRefundId, long amountFen) {
        String number = outRefundNo.replaceFirst("-\\d+$", "");
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        Optional<RefundSucceeded> news = jdbc.sql("""
                update payment_refund set state = 'SUCCEEDED', channel_refund_id = :channel, succeeded_at = :now, error = null
                where number = :number and state <> 'SUCCEEDED' and amount_fen = :amount
                returning id, payment_id, order_id, surplus""")
                .param("channel", channelRefundId)
                .param("now", now)
                .param("number", number)
                .param("amount", amountFen)
                .query((row, index) -> new RefundSucceeded(
                        row.getLong("id"),
                        row.getLong("payment_id"),
                        new OrderId(row.getLong("order_id")),
                        amountFen,
                        row.getBoolean("surplus"),
                        now.toInstant()))
                .optional();
        news.ifPresent(events::publishEvent);
        return news.isPresent() ? Outcome.APPLIED : whyNotRefunded(number, amountFen);
    }

    private Outcome whyNotPaid(String outTradeNo, long amountFen) {
        Outcome outcome = whyNot("payment_payment where out_trade_no", outTradeNo, amountFen);
        if (outcome == Outcome.WRONG_AMOUNT) {
            // Asking again would get the same answer for ever, and the order would wait for it with its stock.
            jdbc.sql("update payment_payment set state = 'DISPUTED' where out_trade_no = :number and state = 'OPEN'")
                    .param("number", outTradeNo)
                    .update();
        }
        return outcome;
    }

    private Outcome whyNotRefunded(String number, long amountFen) {
        Outcome outcome = whyNot("payment_refund where number", number, amountFen);
        if (outcome == Outcome.WRONG_AMOUNT) {
            jdbc.sql("update payment_refund set error = :error where number = :number and state <> 'SUCCEEDED'")
                    .param("error", "the channel gave back " + amountFen + " fen")
                    .param("number", number)
                    .update();
        }
        return outcome;
    }

    private Outcome whyNot(String whose, String number, long amountFen) {
        Optional<Long> expected = jdbc.sql("select amount_fen from " + whose + " = :number")
                .param("number", number)
                .query(Long.class)
                .optional();
        if (expected.isEmpty()) {
            log.error("The channel tells of money that is not ours: {}", number);
            return Outcome.NOT_OURS;
        }
        if (expected.get() != amountFen) {
            log.error("Money of {} came as {} fen instead of {}", number, amountFen, expected.get());
            return Outcome.WRONG_AMOUNT;
        }
        return Outcome.KNOWN_ALREADY;
    }
}
