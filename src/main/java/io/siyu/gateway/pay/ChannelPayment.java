package io.siyu.gateway.pay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the channel sees it.
 *
 * @param transactionId the channel's number, there once it was paid
 */
public record ChannelPayment(
        String outTradeNo,
        @Nullable String transactionId,
        State state,
        long amountFen,
        @Nullable Instant paidAt) {

    /** Where it stands. */
    public enum State {
        /** Waiting for the payer, who may be at it right now. */
        UNPAID,
        PAID,
        /** Paid, and some or all of it given back. */
        REFUNDED,
        /** No money was taken and none can be any more. */
        CLOSED,
        /** The payer's bank refused; the payer may try again. */
        FAILED
    }
}
