package io.siyu.sandbox.pay;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Call;
import io.siyu.sandbox.wire.Fault;
import io.siyu.sandbox.wire.Fields;
import io.siyu.sandbox.wire.Json;
import io.siyu.sandbox.wire.PlatformArea;
import io.siyu.sandbox.wire.Reply;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** api.mch.weixin.qq.com for one merchant: checks the signature, does the work, signs the answer. */
@Component
@InSandbox
class PayPlatform implements PlatformArea {

    private static final String ORDERS = "/v3/pay/transactions/";
    private static final String REFUNDS = "/v3/refund/domestic/refunds";
    private static final Pattern BY_NUMBER = Pattern.compile(ORDERS + "out-trade-no/([^/]+)");
    private static final Pattern CLOSE = Pattern.compile(ORDERS + "out-trade-no/([^/]+)/close");
    private static final Pattern BY_TRANSACTION = Pattern.compile(ORDERS + "id/([^/]+)");
    private static final Pattern REFUND = Pattern.compile(REFUNDS + "/([^/]+)");

    private final PaySigning signing;
    private final OrderDesk orders;
    private final RefundDesk refunds;
    private final TransactionTemplate transaction;

    PayPlatform(PaySigning signing, OrderDesk orders, RefundDesk refunds, PlatformTransactionManager transactions) {
        this.signing = signing;
        this.orders = orders;
        this.refunds = refunds;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public boolean owns(String path) {
        return path.startsWith("/v3/");
    }

    @Override
    public Reply answer(Call call) {
        try {
            signing.check(call);
            return signed(transaction.execute(status -> work(call)));
        } catch (PayRefusal e) {
            return signed(error(e.status, e.code, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Reply refusal(Call call, Fault fault) {
        int status = fault.status() == null ? 500 : fault.status();
        return signed(error(status, fault.code() == null ? "SYSTEM_ERROR" : fault.code(), "沙箱开关"));
    }

    private Reply work(Call call) {
        String path = call.path();
        if (call.method().equals("GET")) {
            return Reply.json(read(call, path));
        }
        Matcher close = CLOSE.matcher(path);
        if (path.equals(ORDERS + "jsapi")) {
            return Reply.json(orders.prepay(body(call)));
        } else if (close.matches()) {
            orders.close(body(call), close.group(1));
            return new Reply(204, "application/json", Map.of(), new byte[0]);
        } else if (path.equals(REFUNDS)) {
            return Reply.json(refunds.refund(body(call)));
        }
        throw unknown();
    }

    private ObjectNode read(Call call, String path) {
        Matcher byNumber = BY_NUMBER.matcher(path);
        if (byNumber.matches()) {
            return orders.query(call, byNumber.group(1));
        }
        Matcher byTransaction = BY_TRANSACTION.matcher(path);
        if (byTransaction.matches()) {
            return orders.queryByTransaction(call, byTransaction.group(1));
        }
        Matcher refund = REFUND.matcher(path);
        if (refund.matches()) {
            return refunds.query(refund.group(1));
        }
        throw unknown();
    }

    private Reply signed(Reply reply) {
        return reply.with(signing.headers(reply.text()));
    }

    private static Fields body(Call call) {
        try {
            JsonNode parsed = Json.parse(call.body());
            if (parsed.isObject()) {
                return new Fields(parsed);
            }
        } catch (IllegalArgumentException e) {
            // Refused below, like JSON that is not an object.
        }
        throw PayRefusal.badParameter("请求体不是有效的 JSON");
    }

    private static PayRefusal unknown() {
        return new PayRefusal(404, "NOT_FOUND", "请求地址不存在");
    }

    private static Reply error(int status, String code, String message) {
        return Reply.json(status, Json.object().put("code", code).put("message", message));
    }
}
