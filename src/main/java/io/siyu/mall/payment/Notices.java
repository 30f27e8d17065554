package io.siyu.mall.payment;

import io.siyu.gateway.pay.ChannelPayment;
import io.siyu.gateway.pay.ChannelRefund;
import io.siyu.gateway.pay.Notice;
import io.siyu.mall.payment.Settlement.Outcome;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Each verified notification has its effect once; the note of it and the effect are one transaction. */
@Component
class Notices {

    private final JdbcClient jdbc;
    private final Settlement settlement;
    private final Clock clock;

    Notices(JdbcClient jdbc, Settlement settlement, Clock clock) {
        this.jdbc = jdbc;
        this.settlement = settlement;
        this.clock = clock;
    }

    @Transactional
    public Outcome take(Notice notice) {
        int fresh = jdbc.sql("""
                insert into payment_event (notice_id, kind, out_trade_no, outcome, received_at)
                values (:id, :kind, :number, 'TAKEN', :at) on conflict (notice_id) do nothing""")
                .param("id", notice.noticeId())
                .param("kind", notice instanceof Notice.PaymentNotice ? "PAYMENT" : "REFUND")
                .param("number", notice.outTradeNo())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (fresh == 0) {
            return earlier(notice);
        }
        Outcome outcome = switch (notice) {
            case Notice.PaymentNotice payment -> take(payment);
            case Notice.RefundNotice refund -> take(refund);
        };
        jdbc.sql("update payment_event set outcome = :outcome where notice_id = :id")
                .param("outcome", outcome.name())
                .param("id", notice.noticeId())
                .update();
        return outcome;
    }

    private Outcome take(Notice.PaymentNotice payment) {
        if (payment.state() != ChannelPayment.State.PAID) {
            return Outcome.KNOWN_ALREADY;
        }
        return settlement.paid(payment.outTradeNo(), payment.amountFen(), payment.transactionId(), payment.paidAt());
    }

    private Outcome take(Notice.RefundNotice refund) {
        if (refund.state() == ChannelRefund.State.SUCCEEDED) {
            return settlement.refunded(refund.outRefundNo(), refund.refundId(), refund.amountFen());
        }
        // Closed or abnormal: the work that asks the channel finds out and goes on from there.
        return Outcome.KNOWN_ALREADY;
    }

    private Outcome earlier(Notice notice) {
        Optional<String> outcome = jdbc.sql("select outcome from payment_event where notice_id = :id")
                .param("id", notice.noticeId())
                .query(String.class)
                .optional();
        return outcome.filter(
                        known -> known.equals(Outcome.WRONG_AMOUNT.name()) || known.equals(Outcome.NOT_OURS.name()))
                .map(Outcome::valueOf)
                .orElse(Outcome.KNOWN_ALREADY);
    }
}
