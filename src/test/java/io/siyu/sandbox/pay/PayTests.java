package io.siyu.sandbox.pay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.sandbox.SandboxTest;
import io.siyu.sandbox.wire.Json;
import io.siyu.shared.RandomCode;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@SandboxTest
class PayTests {

    private static final String JSAPI = "/v3/pay/transactions/jsapi";
    private static final String REFUNDS = "/v3/refund/domestic/refunds";

    @Autowired
    ApplicationContext context;

    @Autowired
    MovableClock clock;

    MerchantClient merchant;
    SandboxPhones phones;
    NoticeReceiver receiver;
    long phone;
    String openid;
    String number;

    @BeforeEach
    void open() throws Exception {
        merchant = new MerchantClient(context.getEnvironment());
        phones = new SandboxPhones(context);
        receiver = new NoticeReceiver();
        JsonNode made = phones.phone("付款人");
        phone = made.path("id").asLong();
        openid = made.path("openid").asString();
        number = "T" + RandomCode.digits(20);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void an_order_is_prepaid_paid_and_told_under_seal() throws Exception {
        String prepayId = prepay(1234);
        assertThat(state()).isEqualTo("NOTPAY");
        JsonNode paid = pay(prepayId, true).expect(200).json();
        assertThat(paid.path("outcome").asString()).isEqualTo("SUCCESS");
        assertThat(state()).isEqualTo("SUCCESS");

        await().until(() -> receiver.received.size() == 1);
        NoticeReceiver.Received received = receiver.received.getFirst();
        assertThat(merchant.signed(received.headers(), received.body())).isTrue();
        JsonNode notice = Json.parse(received.body());
        assertThat(notice.path("event_type").asString()).isEqualTo("TRANSACTION.SUCCESS");
        JsonNode transaction = merchant.opened(notice.path("resource"));
        assertThat(transaction.path("out_trade_no").asString()).isEqualTo(number);
        assertThat(transaction.path("amount").path("total").asLong()).isEqualTo(1234);
        assertThat(transaction.path("payer").path("openid").asString()).isEqualTo(openid);
        String byId = "/v3/pay/transactions/id/"
                + transaction.path("transaction_id").asString() + "?mchid=" + merchant.property("mch-id");
        assertThat(merchant.read(merchant.get(byId), 200).path("out_trade_no").asString())
                .isEqualTo(number);
    }

    @Test
    void a_notification_is_repeated_until_it_is_accepted() throws Exception {
        receiver.answerWith(500);
        pay(prepay(100), true).expect(200);
        await().until(() -> receiver.received.size() == 1);
        receiver.answerWith(204);
        // Moved again and again: the first failure may not be written down yet when the clock is moved once.
        await().until(() -> {
            clock.advance(Duration.ofSeconds(15));
            return receiver.received.size() == 2;
        });
        List<String> ids = receiver.received.stream()
                .map(r -> Json.parse(r.body()).path("id").asString())
                .toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
        assertThat(receiver.received.get(0).body())
                .isNotEqualTo(receiver.received.get(1).body());
    }

    @Test
    void a_notification_that_a_jump_of_the_clock_made_old_is_signed_anew_at_once() throws Exception {
        receiver.refuseOnceAfter(() -> clock.advance(Duration.ofHours(1)));
        pay(prepay(100), true).expect(200);
        await().until(() -> receiver.received.size() == 2);
        assertThat(receiver.received.get(1).headers().firstValue("Wechatpay-Timestamp"))
                .hasValue(Long.toString(clock.instant().getEpochSecond()));
    }

    @Test
    void fifty_thumbs_pay_once() throws Exception {
        String prepayId = prepay(100);
        Map<String, Object> call = merchant.paymentCall(prepayId, true);
        Callable<Integer> thumb =
                () -> phones.post("phones/" + phone + "/pay", call).status();
        try (var threads = Executors.newFixedThreadPool(10)) {
            List<Integer> statuses = threads
                    .invokeAll(Stream.generate(() -> thumb).limit(50).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
            assertThat(statuses).filteredOn(s -> s == 200).hasSize(1);
            assertThat(statuses).filteredOn(s -> s == 409).hasSize(49);
        }
        await().until(() -> !receiver.received.isEmpty());
    }

    @Test
    void the_phone_refuses_forged_foreign_and_stale_payments() throws Exception {
        String prepayId = prepay(100);
        Map<String, Object> forged = new LinkedHashMap<>(merchant.paymentCall(prepayId, true));
        forged.put("nonceStr", "another");
        phones.post("phones/" + phone + "/pay", forged).expectProblem(400, "sandbox.payment_forged");
        long other = phones.phone("别人").path("id").asLong();
        phones.post("phones/" + other + "/pay", merchant.paymentCall(prepayId, true))
                .expectProblem(403, "sandbox.payment_other_payer");
        assertThat(pay(prepayId, false).expect(200).json().path("outcome").asString())
                .isEqualTo("CANCELLED");
        clock.advance(Duration.ofHours(2));
        pay(prepayId, true).expectProblem(409, "sandbox.payment_expired");
        assertThat(state()).isEqualTo("NOTPAY");
    }

    @Test
    void a_request_that_is_not_signed_rightly_is_refused() throws Exception {
        assertThat(merchant.unsigned(query()).statusCode()).isEqualTo(401);
        assertThat(merchant.read(merchant.get(query()), 404).path("code").asString())
                .isEqualTo("ORDER_NOT_EXIST");
    }

    @Test
    void a_wrong_order_is_refused_for_what_is_wrong_with_it() throws Exception {
        assertThat(refusal("description", "")).isEqualTo("PARAM_ERROR");
        assertThat(refusal("out_trade_no", "短")).isEqualTo("PARAM_ERROR");
        assertThat(refusal("amount", Map.of("total", 0))).isEqualTo("PARAM_ERROR");
        assertThat(refusal("notify_url", "http://example.com/notify")).isEqualTo("PARAM_ERROR");
        assertThat(refusal("payer", Map.of())).isEqualTo("PARAM_ERROR");
        assertThat(refusal("appid", "wx0000000000000000")).isEqualTo("APPID_MCHID_NOT_MATCH");
        String prepayId = prepay(100);
        assertThat(prepay(100)).isEqualTo(prepayId);
        assertThat(refusal("amount", Map.of("total", 101))).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void a_closed_order_cannot_be_paid_nor_a_paid_one_closed() throws Exception {
        String prepayId = prepay(100);
        Map<String, Object> mchid = Map.of("mchid", merchant.property("mch-id"));
        String close = "/v3/pay/transactions/out-trade-no/" + number + "/close";
        merchant.read(merchant.post(close, mchid), 204);
        merchant.read(merchant.post(close, mchid), 204);
        assertThat(state()).isEqualTo("CLOSED");
        pay(prepayId, true).expectProblem(409, "sandbox.payment_not_payable");

        number = "T" + RandomCode.digits(20);
        pay(prepay(100), true).expect(200);
        String second = "/v3/pay/transactions/out-trade-no/" + number + "/close";
        assertThat(merchant.read(merchant.post(second, mchid), 400).path("code").asString())
                .isEqualTo("ORDER_PAID");
    }

    @Test
    void money_goes_back_in_parts_but_never_more_than_came() throws Exception {
        pay(prepay(1000), true).expect(200);
        JsonNode first = merchant.read(merchant.post(REFUNDS, refund("R1" + number, 400, 1000)), 200);
        assertThat(first.path("status").asString()).isEqualTo("PROCESSING");
        JsonNode again = merchant.read(merchant.post(REFUNDS, refund("R1" + number, 400, 1000)), 200);
        assertThat(again.path("refund_id")).isEqualTo(first.path("refund_id"));
        assertThat(refundRefusal("R1" + number, 500, 1000)).isEqualTo("INVALID_REQUEST");
        assertThat(refundRefusal("R2" + number, 601, 1000)).isEqualTo("INVALID_REQUEST");
        assertThat(refundRefusal("R3" + number, 100, 999)).isEqualTo("PARAM_ERROR");
        merchant.read(merchant.post(REFUNDS, refund("R4" + number, 600, 1000)), 200);
        JsonNode queried = merchant.read(merchant.get(REFUNDS + "/R4" + number), 200);
        assertThat(queried.path("status").asString()).isEqualTo("SUCCESS");
        assertThat(state()).isEqualTo("REFUND");
        merchant.read(merchant.get(REFUNDS + "/R2" + number), 404);
        await().until(() -> receiver.received.size() == 3);
        assertThat(receiver.received)
                .extracting(r -> Json.parse(r.body()).path("event_type").asString())
                .containsOnlyOnce("TRANSACTION.SUCCESS")
                .contains("REFUND.SUCCESS");
        JsonNode bill = phones.items("phones/" + phone + "/payments").getFirst();
        assertThat(bill.path("refundedFen").asLong()).isEqualTo(1000);
    }

    private String prepay(long totalFen) throws Exception {
        Map<String, Object> body = merchant.prepayBody(number, totalFen, openid, receiver.url());
        return merchant.read(merchant.post(JSAPI, body), 200).path("prepay_id").asString();
    }

    private io.siyu.testing.Answer pay(String prepayId, boolean confirm) throws Exception {
        return phones.post("phones/" + phone + "/pay", merchant.paymentCall(prepayId, confirm));
    }

    private String refusal(String field, Object value) throws Exception {
        Map<String, Object> body = merchant.prepayBody(number, 100, openid, receiver.url());
        body.put(field, value);
        return merchant.read(merchant.post(JSAPI, body), 400).path("code").asString();
    }

    private String refundRefusal(String refundNumber, long refundFen, long totalFen) throws Exception {
        return merchant.read(merchant.post(REFUNDS, refund(refundNumber, refundFen, totalFen)), 400)
                .path("code")
                .asString();
    }

    private Map<String, Object> refund(String refundNumber, long refundFen, long totalFen) {
        return Map.of(
                "out_trade_no",
                number,
                "out_refund_no",
                refundNumber,
                "notify_url",
                receiver.url(),
                "amount",
                Map.of("refund", refundFen, "total", totalFen, "currency", "CNY"));
    }

    private String query() {
        return "/v3/pay/transactions/out-trade-no/" + number + "?mchid=" + merchant.property("mch-id");
    }

    private String state() throws Exception {
        return merchant.read(merchant.get(query()), 200).path("trade_state").asString();
    }
}
