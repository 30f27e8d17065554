package io.siyu.sandbox.pay;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.SandboxKeys;
import io.siyu.sandbox.wire.Json;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Orders and refunds as the API and the notifications write them. */
@Component
@InSandbox
class PayShapes {

    private static final Map<String, String> DESCRIPTIONS =
            Map.of("SUCCESS", "支付成功", "REFUND", "转入退款", "NOTPAY", "订单未支付", "CLOSED", "订单已关闭");

    private final SandboxKeys keys;

    PayShapes(SandboxKeys keys) {
        this.keys = keys;
    }

    /** What a query answers; unpaid orders carry neither payer nor amount paid. */
    ObjectNode order(PayOrder order) {
        ObjectNode node = Json.object()
                .put("appid", keys.miniAppId())
                .put("mchid", keys.merchantId())
                .put("out_trade_no", order.outTradeNo())
                .put("trade_state", order.state())
                .put("trade_state_desc", DESCRIPTIONS.getOrDefault(order.state(), order.state()))
                .put("attach", order.attach() == null ? "" : order.attach());
        ObjectNode amount =
                node.putObject("amount").put("total", order.amountFen()).put("currency", "CNY");
        if (order.transactionId() != null && order.paidAt() != null) {
            node.put("transaction_id", order.transactionId())
                    .put("trade_type", "JSAPI")
                    .put("bank_type", "OTHERS")
                    .put("success_time", PayTimes.text(order.paidAt()));
            node.putObject("payer").put("openid", order.openid());
            amount.put("payer_total", order.amountFen()).put("payer_currency", "CNY");
        }
        return node;
    }

    /** What the refund APIs answer. */
    ObjectNode refund(PayRefunds.Refund refund, PayOrder order, String status) {
        ObjectNode node = common(refund, order).put("status", status).put("channel", "ORIGINAL");
        node.put("funds_account", "AVAILABLE").put("create_time", PayTimes.text(refund.createdAt()));
        if (status.equals("SUCCESS")) {
            node.put("success_time", PayTimes.text(refund.successAt()));
        }
        amounts(node, refund, order)
                .put("settlement_refund", refund.refundFen())
                .put("settlement_total", order.amountFen())
                .put("discount_refund", 0)
                .put("currency", "CNY");
        return node;
    }

    /** What REFUND.SUCCESS carries. */
    ObjectNode refundNotice(PayRefunds.Refund refund, PayOrder order) {
        ObjectNode node = common(refund, order)
                .put("mchid", keys.merchantId())
                .put("refund_status", "SUCCESS")
                .put("success_time", PayTimes.text(refund.successAt()));
        amounts(node, refund, order);
        return node;
    }

    private static ObjectNode common(PayRefunds.Refund refund, PayOrder order) {
        return Json.object()
                .put("refund_id", refund.refundId())
                .put("out_refund_no", refund.outRefundNo())
                .put("transaction_id", order.transactionId())
                .put("out_trade_no", order.outTradeNo())
                .put("user_received_account", "支付用户零钱");
    }

    private static ObjectNode amounts(ObjectNode node, PayRefunds.Refund refund, PayOrder order) {
        return node.putObject("amount")
                .put("total", order.amountFen())
                .put("refund", refund.refundFen())
                .put("payer_total", order.amountFen())
                .put("payer_refund", refund.refundFen());
    }
}
