package io.siyu.gateway.pay;

import org.jspecify.annotations.Nullable;

/** WeChat Pay's words for ours. */
final class States {

    private States() {}

    static ChannelPayment.State ofPayment(String tradeState) {
        return switch (tradeState) {
            case "SUCCESS" -> ChannelPayment.State.PAID;
            case "REFUND" -> ChannelPayment.State.REFUNDED;
            case "NOTPAY", "USERPAYING", "ACCEPT" -> ChannelPayment.State.UNPAID;
            case "CLOSED", "REVOKED" -> ChannelPayment.State.CLOSED;
            case "PAYERROR" -> ChannelPayment.State.FAILED;
            default -> throw new IllegalStateException("WeChat Pay has a new trade state: " + tradeState);
        };
    }

    static ChannelRefund.State ofRefund(String status) {
        return switch (status) {
            case "SUCCESS" -> ChannelRefund.State.SUCCEEDED;
            case "PROCESSING" -> ChannelRefund.State.PROCESSING;
            case "CLOSED" -> ChannelRefund.State.CLOSED;
            case "ABNORMAL" -> ChannelRefund.State.ABNORMAL;
            default -> throw new IllegalStateException("WeChat Pay has a new refund status: " + status);
        };
    }

    static long fen(@Nullable Integer amount) {
        return amount == null ? 0 : amount;
    }
}
