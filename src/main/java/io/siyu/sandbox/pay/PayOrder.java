package io.siyu.sandbox.pay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A merchant's order at WeChat Pay. State as in the API: NOTPAY, SUCCESS, REFUND, CLOSED. */
public record PayOrder(
        String outTradeNo,
        String description,
        long amountFen,
        String openid,
        String notifyUrl,
        @Nullable String attach,
        String prepayId,
        String state,
        @Nullable String transactionId,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant paidAt,
        long refundedFen) {

    boolean paid() {
        return state.equals("SUCCESS") || state.equals("REFUND");
    }
}
