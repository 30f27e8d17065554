package io.siyu.gateway.pay;

import java.util.Map;
import java.util.Optional;

/**
 * Somebody who moves money for us. No call may be made inside a transaction. Each throws {@link PaymentRefusedException} for a definite
 * no and {@link PaymentUnknownException} when it may or may not have happened: ask by {@link #query} or {@link #queryRefund}, or repeat
 * with the same numbers.
 */
public interface PaymentChannel {

    Prepared prepay(Prepay prepay);

    /** Empty when the channel never heard of it. */
    Optional<ChannelPayment> query(String outTradeNo);

    Closed close(String outTradeNo);

    ChannelRefund refund(RefundRequest request);

    /** Empty when the channel never heard of it. */
    Optional<ChannelRefund> queryRefund(String outRefundNo);

    /**
     * Checks and decrypts a notification.
     *
     * @param headers of the request, names in any case
     * @param rawBody exactly as it came
     * @throws ForgedNoticeException when it is not from the channel, not for us, or not from the last minutes
     */
    Notice verify(Map<String, String> headers, String rawBody);
}
