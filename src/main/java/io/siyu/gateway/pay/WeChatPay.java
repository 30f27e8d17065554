package io.siyu.gateway.pay;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** WeChat Pay, version 3. */
@Component
class WeChatPay implements PaymentChannel {

    @Override
    public Prepared prepay(Prepay prepay) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ChannelPayment> query(String outTradeNo) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Closed close(String outTradeNo) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChannelRefund refund(RefundRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ChannelRefund> queryRefund(String outRefundNo) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Notice verify(Map<String, String> headers, String rawBody) {
        throw new UnsupportedOperationException();
    }
}
