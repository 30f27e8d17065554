package io.siyu.gateway.pay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.shared.BrandZone;
import io.siyu.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WeChatPayTests {

    private final MovableClock clock = new MovableClock();
    private final FakeWeChatPay platform;
    private final PaymentChannel pay;

    WeChatPayTests() throws Exception {
        platform = new FakeWeChatPay(clock);
        pay = channel(platform.properties(platform.platformKeys));
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void a_payment_is_prepared_with_a_signed_request_and_signed_parameters() throws Exception {
        platform.answers(200, "{\"prepay_id\":\"wx26\"}");
        Prepared prepared =
                pay.prepay(new Prepay("order0001", 9900, "口红", "openid-1", Instant.parse("2026-03-02T02:15:00Z")));
        assertThat(platform.authorizations.getFirst()).startsWith("WECHATPAY2-SHA256-RSA2048 mchid=\"1900000001\"");
        JsonNode asked = JsonMapper.shared().readTree(platform.bodies.getFirst());
        assertThat(asked.path("amount").path("total").asInt()).isEqualTo(9900);
        assertThat(asked.path("payer").path("openid").asString()).isEqualTo("openid-1");
        assertThat(asked.path("time_expire").asString()).isEqualTo("2026-03-02T10:15:00+08:00");
        assertThat(asked.path("notify_url").asString()).isEqualTo("https://brand.example/callbacks/wechatpay");
        assertThat(prepared.parameters())
                .containsEntry("package", "prepay_id=wx26")
                .containsEntry("signType", "RSA")
                .containsKeys("timeStamp", "nonceStr", "paySign");
    }

    @Test
    void what_the_channel_knows_is_told_in_our_words() {
        platform.answers(200, """
                {"out_trade_no":"order0001","transaction_id":"42","trade_state":"SUCCESS",
                 "success_time":"2026-03-02T10:00:00+08:00","amount":{"total":9900,"payer_total":9000}}""");
        assertThat(pay.query("order0001"))
                .contains(new ChannelPayment(
                        "order0001", "42", ChannelPayment.State.PAID, 9900, Instant.parse("2026-03-02T02:00:00Z")));
        platform.answers(404, "{\"code\":\"ORDER_NOT_EXIST\",\"message\":\"订单不存在\"}");
        assertThat(pay.query("order0001")).isEmpty();
        platform.answers(404, "{\"code\":\"RESOURCE_NOT_EXISTS\",\"message\":\"退款单不存在\"}");
        assertThat(pay.queryRefund("refund0001")).isEmpty();
    }

    @Test
    void closing_finds_out_when_the_payer_was_faster() {
        platform.answers(204, "");
        assertThat(pay.close("order0001")).isEqualTo(Closed.CLOSED);
        platform.answers(400, "{\"code\":\"ORDER_PAID\",\"message\":\"订单已支付\"}");
        assertThat(pay.close("order0001")).isEqualTo(Closed.ALREADY_PAID);
    }

    @Test
    void a_refund_is_asked_for_with_both_amounts() {
        platform.answers(200, """
                {"refund_id":"50","out_refund_no":"refund0001","status":"PROCESSING","amount":{"refund":100,"total":9900}}""");
        assertThat(pay.refund(new RefundRequest("order0001", "refund0001", 100, 9900, "不想要了")))
                .isEqualTo(new ChannelRefund("refund0001", "50", ChannelRefund.State.PROCESSING, 100));
        JsonNode amount =
                JsonMapper.shared().readTree(platform.bodies.getFirst()).path("amount");
        assertThat(amount.path("refund").asInt()).isEqualTo(100);
        assertThat(amount.path("total").asInt()).isEqualTo(9900);
    }

    @Test
    void a_definite_no_is_told_apart_from_not_knowing() {
        platform.answers(403, "{\"code\":\"NOT_ENOUGH\",\"message\":\"余额不足\"}");
        assertThatThrownBy(this::refund)
                .isInstanceOfSatisfying(
                        PaymentRefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("NOT_ENOUGH"));
        platform.answers(500, "{\"code\":\"SYSTEM_ERROR\",\"message\":\"系统异常\"}");
        assertThatThrownBy(this::refund).isInstanceOf(PaymentUnknownException.class);
        platform.answers(502, "<html>502 Bad Gateway</html>");
        assertThatThrownBy(this::refund).isInstanceOf(PaymentUnknownException.class);
        platform.answers(200, "{\"refund_id\":\"50\",\"out_ref");
        assertThatThrownBy(this::refund).isInstanceOf(PaymentUnknownException.class);
    }

    @Test
    void an_answer_that_the_platform_did_not_sign_just_now_is_not_believed() throws Exception {
        String paid = "{\"out_trade_no\":\"order0001\",\"trade_state\":\"SUCCESS\",\"amount\":{\"total\":1}}";
        platform.answers(200, paid);
        assertThat(pay.query("order0001")).isPresent();
        PaymentChannel believingAnotherKey = channel(platform.properties(FakeWeChatPay.anotherPlatformsKeys()));
        assertThatThrownBy(() -> believingAnotherKey.query("order0001")).isInstanceOf(PaymentUnknownException.class);
        platform.signedBefore(Duration.ofMinutes(6));
        assertThatThrownBy(() -> pay.query("order0001")).isInstanceOf(PaymentUnknownException.class);
        platform.signedBefore(Duration.ZERO).unsigned();
        assertThatThrownBy(() -> pay.query("order0001")).isInstanceOf(PaymentUnknownException.class);
        platform.as("text/plain");
        assertThatThrownBy(() -> pay.query("order0001")).isInstanceOf(PaymentUnknownException.class);
        platform.answers(204, "");
        assertThatThrownBy(() -> pay.close("order0001")).isInstanceOf(PaymentUnknownException.class);
    }

    @Test
    void a_merchant_that_is_not_configured_refuses_in_words() throws Exception {
        PaymentChannel none =
                channel(new WeChatPayProperties("https://x", null, null, null, null, null, null, null, null));
        assertThatThrownBy(() -> none.query("order0001")).isInstanceOf(PaymentRefusedException.class);
        assertThatThrownBy(() -> none.verify(Map.of(), "{}")).isInstanceOf(ForgedNoticeException.class);
    }

    private ChannelRefund refund() {
        return pay.refund(new RefundRequest("order0001", "refund0001", 100, 9900, "不想要了"));
    }

    private PaymentChannel channel(WeChatPayProperties properties) throws Exception {
        MockEnvironment environment = new MockEnvironment().withProperty("siyu.public-url", "https://brand.example/");
        return new WeChatPay(properties, new NoticeAddress(environment), new BrandZone(MovableClock.ZONE), clock);
    }
}
