package io.siyu.sandbox.pay;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.SandboxKeys;
import io.siyu.sandbox.wire.Call;
import io.siyu.sandbox.wire.Fields;
import io.siyu.sandbox.wire.Json;
import io.siyu.shared.RandomCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Prepay, query and close, with the checks WeChat Pay makes. */
@Component
@InSandbox
class OrderDesk {

    private static final Duration PREPAY_LIFE = Duration.ofHours(2);
    private static final int MOST_DESCRIPTION_BYTES = 127;
    private static final int MOST_ATTACH = 128;

    private final PayOrders orders;
    private final PayShapes shapes;
    private final SandboxKeys keys;
    private final Clock clock;

    OrderDesk(PayOrders orders, PayShapes shapes, SandboxKeys keys, Clock clock) {
        this.orders = orders;
        this.shapes = shapes;
        this.keys = keys;
        this.clock = clock;
    }

    ObjectNode prepay(Fields body) {
        PayOrder wanted = wanted(body);
        PayOrder placed = orders.place(wanted);
        boolean same = placed.amountFen() == wanted.amountFen()
                && placed.openid().equals(wanted.openid())
                && placed.description().equals(wanted.description());
        if (placed.paid()) {
            throw new PayRefusal(400, "ORDERPAID", "该订单已支付");
        }
        if (placed.state().equals("CLOSED")) {
            throw new PayRefusal(400, "ORDER_CLOSED", "该订单已关闭，请重新下单");
        }
        if (!same) {
            throw new PayRefusal(400, "INVALID_REQUEST", "商户订单号重复，请求参数与第一次不一致");
        }
        return Json.object().put("prepay_id", placed.prepayId());
    }

    ObjectNode query(Call call, String outTradeNo) {
        checkMerchant(call.query().getOrDefault("mchid", ""));
        return shapes.order(orders.find(outTradeNo).orElseThrow(OrderDesk::unknown));
    }

    ObjectNode queryByTransaction(Call call, String transactionId) {
        checkMerchant(call.query().getOrDefault("mchid", ""));
        return shapes.order(orders.byTransaction(transactionId).orElseThrow(OrderDesk::unknown));
    }

    void close(Fields body, String outTradeNo) {
        checkMerchant(body.text("mchid", ""));
        if (orders.find(outTradeNo).isEmpty()) {
            throw unknown();
        }
        if (!orders.close(outTradeNo)) {
            throw new PayRefusal(400, "ORDER_PAID", "订单已支付，不能关闭");
        }
    }

    private PayOrder wanted(Fields body) {
        checkMerchant(body.text("mchid", ""));
        if (!body.text("appid", "").equals(keys.miniAppId())) {
            throw new PayRefusal(400, "APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配");
        }
        String description = body.text("description", "");
        if (description.isBlank() || description.getBytes(StandardCharsets.UTF_8).length > MOST_DESCRIPTION_BYTES) {
            throw PayRefusal.badParameter("description 必填且不超过 127 字节");
        }
        String outTradeNo = body.text("out_trade_no", "");
        if (!outTradeNo.matches("[0-9A-Za-z_\\-|*]{6,32}")) {
            throw PayRefusal.badParameter("out_trade_no 必须为 6 到 32 位数字、字母或 _-|*");
        }
        String attach = body.text("attach").orElse(null);
        if (attach != null && attach.length() > MOST_ATTACH) {
            throw PayRefusal.badParameter("attach 不超过 128 个字符");
        }
        Instant now = clock.instant();
        return new PayOrder(
                outTradeNo,
                description,
                amount(body.object("amount")),
                payer(body),
                notifyUrl(body.text("notify_url", "")),
                attach,
                "wx" + RandomCode.digits(34),
                "NOTPAY",
                null,
                now,
                expiry(body, now),
                null,
                0);
    }

    private static long amount(Fields amount) {
        long total = amount.number("total", 0);
        if (total <= 0 || !amount.text("currency", "CNY").equals("CNY")) {
            throw PayRefusal.badParameter("amount.total 必须为正整数，币种为 CNY");
        }
        return total;
    }

    private static String payer(Fields body) {
        String openid = body.object("payer").text("openid", "");
        if (openid.isEmpty()) {
            throw PayRefusal.badParameter("payer.openid 必填");
        }
        return openid;
    }

    private static Instant expiry(Fields body, Instant now) {
        Instant latest = now.plus(PREPAY_LIFE);
        if (!body.has("time_expire")) {
            return latest;
        }
        Instant wanted = PayTimes.parse("time_expire", body.text("time_expire", ""));
        if (!wanted.isAfter(now)) {
            throw PayRefusal.badParameter("time_expire 必须晚于当前时间");
        }
        return wanted.isBefore(latest) ? wanted : latest;
    }

    /** As strict as the platform, but for the loopback, where no certificate is to be had. */
    static String notifyUrl(String text) {
        try {
            URI url = URI.create(text);
            boolean loopback = "http".equals(url.getScheme())
                    && ("127.0.0.1".equals(url.getHost()) || "localhost".equals(url.getHost()));
            if (url.getHost() != null && url.getQuery() == null && ("https".equals(url.getScheme()) || loopback)) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // Refused below.
        }
        throw PayRefusal.badParameter("notify_url 必须为不带参数的 https 地址");
    }

    private void checkMerchant(String merchantId) {
        if (!merchantId.equals(keys.merchantId())) {
            throw PayRefusal.badParameter("mchid 与请求签名的商户不一致");
        }
    }

    private static PayRefusal unknown() {
        return new PayRefusal(404, "ORDER_NOT_EXIST", "订单不存在");
    }
}
