package io.siyu.gateway.pay;

/** A refund as the channel sees it. */
public record ChannelRefund(String outRefundNo, String refundId, State state, long amountFen) {

    /** Where it stands. */
    public enum State {
        PROCESSING,
        SUCCEEDED,
        /** Not given back, and will not be. */
        CLOSED,
        /** The payer's account cannot take it: somebody must give it back another way. */
        ABNORMAL
    }
}
