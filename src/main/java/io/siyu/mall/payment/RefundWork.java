package io.siyu.mall.payment;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.pay.ChannelRefund;
import io.siyu.gateway.pay.PaymentChannel;
import io.siyu.gateway.pay.PaymentRefusedException;
import io.siyu.gateway.pay.PaymentUnknownException;
import io.siyu.gateway.pay.RefundRequest;
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
 * Carries refunds to the channel and asks what became of them. As long as the answer is unknown the same number is used; only a
 * definite no is followed by a new one, so that nothing is ever given back twice.
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
            Optional<ChannelRefund> known = due.state().equals("REQUESTED")
                    ? Optional.of(channel.refund(new RefundRequest(
                            due.outTradeNo(), due.outRefundNo(), due.amountFen(), due.totalFen(), due.reason())))
                    : channel.queryRefund(due.outRefundNo());
            known.ifPresent(refund -> take(due, refund));
        } catch (PaymentRefusedException e) {
            log.warn("Refund {} was refused: {}", due.outRefundNo(), e.getMessage());
            again(due, e.getMessage());
        } catch (PaymentUnknownException e) {
            log.warn("No answer about refund {}, it is asked for again", due.outRefundNo(), e);
        }
    }

    private void take(Due due, ChannelRefund refund) {
        switch (refund.state()) {
            case SUCCEEDED -> settlement.refunded(due.outRefundNo(), refund.refundId(), refund.amountFen());
            case PROCESSING -> mark(due, "PROCESSING", refund.refundId(), null);
            case ABNORMAL -> mark(due, "ABNORMAL", refund.refundId(), "the payer's account cannot take it");
            case CLOSED -> again(due, "the channel closed it");
        }
    }

    /** Under a new number, since the channel said no to this one. */
    private void again(Due due, @Nullable String why) {
        jdbc.sql("""
                update payment_refund set state = 'REQUESTED', attempt = attempt + 1, error = :why
                where id = :id and attempt = :attempt and state <> 'SUCCEEDED'""")
                .param("why", why)
                .param("id", due.id())
                .param("attempt", due.attempt())
                .update();
    }

    private void mark(Due due, String state, String channelRefundId, @Nullable String error) {
        jdbc.sql("""
                update payment_refund set state = :state, channel_refund_id = :channel, error = :error
                where id = :id and state <> 'SUCCEEDED'""")
                .param("state", state)
                .param("channel", channelRefundId)
                .param("error", error)
                .param("id", due.id())
                .update();
    }
}
