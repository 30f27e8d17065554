package io.siyu.sandbox.pay;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.SandboxKeys;
import io.siyu.sandbox.delivery.Deliveries;
import io.siyu.shared.DomainException;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The payment sheet on a customer's phone. */
@Component
@InSandbox
public class Cashier {

    /** What a page hands to {@code wx.requestPayment}. */
    public record PaymentCall(
            String appId, String timeStamp, String nonceStr, String packageValue, String signType, String paySign) {}

    private static final String PREFIX = "prepay_id=";

    private final PayOrders orders;
    private final PaySigning signing;
    private final PayShapes shapes;
    private final PayNotices notices;
    private final Deliveries deliveries;
    private final SandboxKeys keys;
    private final Clock clock;

    Cashier(
            PayOrders orders,
            PaySigning signing,
            PayShapes shapes,
            PayNotices notices,
            Deliveries deliveries,
            SandboxKeys keys,
            Clock clock) {
        this.orders = orders;
        this.signing = signing;
        this.shapes = shapes;
        this.notices = notices;
        this.deliveries = deliveries;
        this.keys = keys;
        this.clock = clock;
    }

    /** The order a sheet would open for; refuses what WeChat would refuse to open. */
    public PayOrder sheet(String openid, PaymentCall call) {
        boolean right = call.appId().equals(keys.miniAppId())
                && call.signType().equals("RSA")
                && call.packageValue().startsWith(PREFIX)
                && signing.paySignRight(
                        call.appId(), call.timeStamp(), call.nonceStr(), call.packageValue(), call.paySign());
        if (!right) {
            throw DomainException.invalid("paySign", "sandbox.payment_forged");
        }
        PayOrder order = orders.byPrepayId(call.packageValue().substring(PREFIX.length()))
                .orElseThrow(() -> DomainException.notFound("sandbox.payment_expired"));
        if (!order.openid().equals(openid)) {
            throw DomainException.forbidden("sandbox.payment_other_payer");
        }
        return order;
    }

    /** The thumb on the sheet: the money moves and the merchant is told. */
    @Transactional
    public PayOrder pay(PayOrder order) {
        if (order.state().equals("NOTPAY") && !order.expiresAt().isAfter(clock.instant())) {
            throw DomainException.conflict("sandbox.payment_expired");
        }
        PayOrder paid = orders.pay(order.outTradeNo(), clock.instant())
                .orElseThrow(() -> DomainException.conflict("sandbox.payment_not_payable"));
        notices.post(deliveries, "TRANSACTION.SUCCESS", "支付成功", "transaction", paid.notifyUrl(), shapes.order(paid));
        return paid;
    }
}
