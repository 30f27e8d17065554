package io.siyu.mall.payment;

import io.siyu.gateway.pay.ChannelPayment;
import io.siyu.gateway.pay.Closed;
import io.siyu.gateway.pay.PaymentChannel;
import io.siyu.gateway.pay.PaymentRefusedException;
import io.siyu.gateway.pay.PaymentUnknownException;
import io.siyu.shared.OrderId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Attempts to be paid, brought to the truth that the channel holds. */
@Component
class Attempts {

    private static final Logger log = LoggerFactory.getLogger(Attempts.class);

    private final JdbcClient jdbc;
    private final PaymentChannel channel;
    private final Settlement settlement;
    private final Clock clock;

    Attempts(JdbcClient jdbc, PaymentChannel channel, Settlement settlement, Clock clock) {
        this.jdbc = jdbc;
        this.channel = channel;
        this.settlement = settlement;
        this.clock = clock;
    }

    List<String> openOf(OrderId order) {
        return jdbc.sql(
                        "select out_trade_no from payment_payment where order_id = :order and state = 'OPEN' order by id")
                .param("order", order.value())
                .query(String.class)
                .list();
    }

    boolean anyPaid(OrderId order) {
        return jdbc.sql("select exists (select 1 from payment_payment where order_id = :order and state = 'PAID')")
                .param("order", order.value())
                .query(Boolean.class)
                .single();
    }

    /**
     * A payment sheet is about to reach the payer. From now on the attempt may be paid, and only the channel's own word ends it.
     *
     * @return false when the attempt has ended: nobody may get this sheet
     */
    boolean handOut(String outTradeNo) {
        return jdbc.sql("""
                update payment_payment set sheet_at = coalesce(sheet_at, :now)
                where out_trade_no = :number and state = 'OPEN'""")
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("number", outTradeNo)
                        .update()
                == 1;
    }

    /**
     * The channel would not begin this attempt, this time. Without a sheet nobody can pay it and it has failed; with one it may be paid
     * at this very moment, and that "no" may even mean that it is, so the channel is asked and told to close it.
     */
    CloseOutcome refused(String outTradeNo) {
        if (failUnseen(outTradeNo)) {
            return CloseOutcome.CLOSED;
        }
        CloseOutcome outcome = close(outTradeNo);
        if (outcome == CloseOutcome.UNKNOWN) {
            checkNow(outTradeNo);
        }
        return outcome;
    }

    private boolean failUnseen(String outTradeNo) {
        return jdbc.sql("""
                update payment_payment set state = 'FAILED'
                where out_trade_no = :number and state = 'OPEN' and sheet_at is null""").param("number", outTradeNo).update() == 1;
    }

    private void checkNow(String outTradeNo) {
        jdbc.sql(
                        "update payment_payment set next_check_at = :now, checks = 0 where out_trade_no = :number and state = 'OPEN'")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("number", outTradeNo)
                .update();
    }

    /** Asks, closes, and asks once more when the payer was faster. */
    CloseOutcome close(String outTradeNo) {
        try {
            CloseOutcome asked = ask(outTradeNo);
            if (asked != CloseOutcome.UNKNOWN) {
                return asked;
            }
            if (channel.close(outTradeNo) == Closed.ALREADY_PAID) {
                return ask(outTradeNo) == CloseOutcome.PAID ? CloseOutcome.PAID : CloseOutcome.UNKNOWN;
            }
            end(outTradeNo, "CLOSED");
            return CloseOutcome.CLOSED;
        } catch (PaymentUnknownException | PaymentRefusedException e) {
            log.warn("{} cannot be closed yet: {}", outTradeNo, e.getMessage());
            return CloseOutcome.UNKNOWN;
        }
    }

    /** PAID and CLOSED are the channel's last word and are written down; UNKNOWN means that it still waits for the payer. */
    CloseOutcome ask(String outTradeNo) {
        Optional<ChannelPayment> found = channel.query(outTradeNo);
        if (found.isEmpty()) {
            // Never told, or told so late that it is a matter of an unexpected payment then.
            return CloseOutcome.UNKNOWN;
        }
        ChannelPayment payment = found.get();
        return switch (payment.state()) {
            case PAID, REFUNDED -> settle(payment);
            case CLOSED -> {
                end(outTradeNo, "CLOSED");
                yield CloseOutcome.CLOSED;
            }
            case UNPAID, FAILED -> CloseOutcome.UNKNOWN;
        };
    }

    private CloseOutcome settle(ChannelPayment payment) {
        return switch (settlement.paid(
                payment.outTradeNo(), payment.amountFen(), payment.transactionId(), payment.paidAt())) {
            case APPLIED, KNOWN_ALREADY -> CloseOutcome.PAID;
            case WRONG_AMOUNT, NOT_OURS -> CloseOutcome.UNKNOWN;
        };
    }

    private void end(String outTradeNo, String state) {
        jdbc.sql("update payment_payment set state = :state where out_trade_no = :number and state = 'OPEN'")
                .param("state", state)
                .param("number", outTradeNo)
                .update();
    }
}
