package io.siyu.gateway.pay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A verified notification of the channel. The same one comes many times, in any order, beside our own queries. */
public sealed interface Notice {

    /** The channel's id of this notification, the same in every repetition. */
    String noticeId();

    String outTradeNo();

    /** @param amountFen what was to be paid; compare it with the order before calling it paid */
    record PaymentNotice(
            String noticeId,
            String outTradeNo,
            String transactionId,
            ChannelPayment.State state,
            long amountFen,
            @Nullable Instant paidAt,
            @Nullable String payerOpenId)
            implements Notice {}

    /** @param amountFen what was given back */
    record RefundNotice(
            String noticeId,
            String outTradeNo,
            String outRefundNo,
            String refundId,
            ChannelRefund.State state,
            long amountFen,
            @Nullable Instant succeededAt)
            implements Notice {}
}
