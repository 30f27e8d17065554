package io.siyu.mall.payment;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.pay.ChannelRefund;
import io.siyu.gateway.pay.PaymentChannel;
import io.siyu.gateway.pay.PaymentRefusedException;
import io.siyu.gateway.pay.PaymentUnknownException;
import io.siyu.gateway.pay.RefundRequest;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Carries refunds to the channel and asks what became of them. The same number is used until the channel itself says that it closed
 * the refund of that number, so that nothing is ever given back twice.
 */
@Component
class RefundWork implements PolledWork {

    static final String NAME = "payment.refund";

    private static final Logger log = LoggerFactory.getLogger(RefundWork.class);
    private static final Duration STEP = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final PaymentChannel channel;
    private final Settlement settlement;
    private final Clock clock;

    RefundWork(JdbcClient jdbc, PaymentChannel channel, Settlement settlement, Clock clock) {
        this.jdbc = jdbc;
        this.channel = channel;
        this.settlement = settlement;
        this.clock = clock;
    }

    private record Due(
            long id,
            String number,
            int attempt,
            String state,
            String outTradeNo,
            long amountFen,
            long totalFen,
            String reason) {

        String outRefundNo() {
            return number + "-" + attempt;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean workOnce() {
        Instant now = clock.instant();
        Optional<Due> due = jdbc.sql("""
                update payment_refund r set tries = r.tries + 1,
                    next_try_at = :now + :step * power(2, least(r.tries, 8)) * interval '1 second'
                from payment_payment p
                where p.id = r.payment_id and r.id = (
                    select id from payment_refund where state <> 'SUCCEEDED' and next_try_at <= :now
                    order by next_try_at limit 1 for update skip locked)
                returning r.id, r.number, r.attempt, r.state, p.out_trade_no, r.amount_fen, p.amount_fen as total_fen,
                    r.reason""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("step", STEP.toSeconds())
                .query((row, index) -> new Due(
                        row.getLong("id"),
                        row.getString("number"),
                        row.getInt("attempt"),
                        row.getString("state"),
                        row.getString("out_trade_no"),
                        row.getLong("amount_fen"),
                        row.getLong("total_fen"),
                        row.getString("reason")))
                .optional();
        due.ifPresent(this::carry);
        return due.isPresent();
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    private void carry(Due due) {
        try {
            if (due.state().equals("REQUESTED")) {
                request(due);
            } else {
                ask(due, "the channel never heard of it");
            }
        } catch (PaymentRefusedException | PaymentUnknownException e) {
            log.warn("The channel does not say what became of refund {}: {}", due.outRefundNo(), e.getMessage());
        }
    }

    /** A "no" to this asking says nothing about an earlier one under the same number, which may have been carried out unheard. */
    private void request(Due due) {
        try {
            take(
                    due,
                    channel.refund(new RefundRequest(
                            due.outTradeNo(), due.outRefundNo(), due.amountFen(), due.totalFen(), due.reason())));
        } catch (PaymentRefusedException e) {
            log.warn("Refund {} was refused: {}", due.outRefundNo(), e.getMessage());
            ask(due, String.valueOf(e.getMessage()));
        }
    }

    /** What the channel never heard of is asked for once more, under the same number. */
    private void ask(Due due, String whyAbsent) {
        channel.queryRefund(due.outRefundNo())
                .ifPresentOrElse(refund -> take(due, refund), () -> mark(due, "REQUESTED", null, whyAbsent));
    }

    private void take(Due due, ChannelRefund refund) {
        switch (refund.state()) {
            case SUCCEEDED -> settlement.refunded(due.outRefundNo(), refund.refundId(), refund.amountFen());
            case PROCESSING -> mark(due, "PROCESSING", refund.refundId(), null);
            case ABNORMAL -> mark(due, "ABNORMAL", refund.refundId(), "the payer's account cannot take it");
            case CLOSED -> again(due);
        }
    }

    /** Under a new number, since the channel's last word on this one is that nothing was given back. */
    private void again(Due due) {
        jdbc.sql("""
                update payment_refund set state = 'REQUESTED', attempt = attempt + 1, error = 'the channel closed it'
                where id = :id and attempt = :attempt and state <> 'SUCCEEDED'""").param("id", due.id()).param("attempt", due.attempt()).update();
    }

    private void mark(Due due, String state, @Nullable String channelRefundId, @Nullable String error) {
        jdbc.sql("""
                update payment_refund set state = :state, channel_refund_id = coalesce(:channel, channel_refund_id), error = :error
                where id = :id and attempt = :attempt and state <> 'SUCCEEDED'""")
                .param("state", state)
                .param("channel", channelRefundId, Types.VARCHAR)
                .param("error", error)
                .param("id", due.id())
                .param("attempt", due.attempt())
                .update();
    }
}
