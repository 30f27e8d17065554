package io.siyu.sandbox.pay;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.delivery.Deliveries;
import io.siyu.sandbox.wire.Fields;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Gives money back: within a year, never more than was paid, one number one refund. */
@Component
@InSandbox
class RefundDesk {

    private static final Duration LATEST = Duration.ofDays(365);

    private final PayOrders orders;
    private final PayRefunds refunds;
    private final PayShapes shapes;
    private final PayNotices notices;
    private final Deliveries deliveries;
    private final Clock clock;

    RefundDesk(
            PayOrders orders,
            PayRefunds refunds,
            PayShapes shapes,
            PayNotices notices,
            Deliveries deliveries,
            Clock clock) {
        this.orders = orders;
        this.refunds = refunds;
        this.shapes = shapes;
        this.notices = notices;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    ObjectNode refund(Fields body) {
        String outRefundNo = body.text("out_refund_no", "");
        if (!outRefundNo.matches("[0-9A-Za-z_\\-|*@]{1,64}")) {
            throw PayRefusal.badParameter("out_refund_no 必填，64 位以内数字、字母或 _-|*@");
        }
        Fields amount = body.object("amount");
        long refundFen = amount.number("refund", 0);
        PayOrder order = order(body);
        if (refundFen <= 0 || amount.number("total", 0) != order.amountFen()) {
            throw PayRefusal.badParameter("退款金额必须为正，amount.total 必须等于原订单金额");
        }
        Instant now = clock.instant();
        if (!refunds.add(
                outRefundNo, order.outTradeNo(), refundFen, body.text("reason").orElse(null), now)) {
            return again(outRefundNo, order, refundFen);
        }
        if (order.paidAt() == null || order.paidAt().plus(LATEST).isBefore(now)) {
            throw new PayRefusal(400, "INVALID_REQUEST", "订单未支付，或已超过可退款期限");
        }
        PayOrder reduced = orders.takeBack(order.outTradeNo(), refundFen)
                .orElseThrow(() -> new PayRefusal(400, "INVALID_REQUEST", "退款总额超过订单金额"));
        PayRefunds.Refund refund = refunds.find(outRefundNo).orElseThrow();
        body.text("notify_url")
                .map(OrderDesk::notifyUrl)
                .ifPresent(url -> notices.post(
                        deliveries, "REFUND.SUCCESS", "退款成功", "refund", url, shapes.refundNotice(refund, reduced)));
        return shapes.refund(refund, reduced, "PROCESSING");
    }

    ObjectNode query(String outRefundNo) {
        PayRefunds.Refund refund =
                refunds.find(outRefundNo).orElseThrow(() -> new PayRefusal(404, "RESOURCE_NOT_EXISTS", "退款单不存在"));
        return shapes.refund(refund, orders.find(refund.outTradeNo()).orElseThrow(), "SUCCESS");
    }

    /** The same number with the same values is the same refund; with others it is a mistake. */
    private ObjectNode again(String outRefundNo, PayOrder order, long refundFen) {
        PayRefunds.Refund first = refunds.find(outRefundNo).orElseThrow();
        if (first.refundFen() != refundFen || !first.outTradeNo().equals(order.outTradeNo())) {
            throw new PayRefusal(400, "INVALID_REQUEST", "退款单号重复，请求参数与第一次不一致");
        }
        return shapes.refund(first, order, "SUCCESS");
    }

    private PayOrder order(Fields body) {
        return body.text("transaction_id")
                .flatMap(orders::byTransaction)
                .or(() -> body.text("out_trade_no").flatMap(orders::find))
                .orElseThrow(() -> new PayRefusal(404, "RESOURCE_NOT_EXISTS", "订单不存在"));
    }
}
