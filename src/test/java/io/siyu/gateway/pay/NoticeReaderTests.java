package io.siyu.gateway.pay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.shared.BrandZone;
import io.siyu.testing.MovableClock;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class NoticeReaderTests {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final MovableClock clock = new MovableClock();
    private final FakeWeChatPay platform;
    private final PaymentChannel pay;

    NoticeReaderTests() throws Exception {
        platform = new FakeWeChatPay(clock);
        pay = new WeChatPay(
                platform.properties(platform.platformKeys),
                new NoticeAddress(new MockEnvironment()),
                new BrandZone(MovableClock.ZONE),
                clock);
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void a_payment_and_a_refund_are_read() {
        String payment = notice("TRANSACTION.SUCCESS", payment("1900000001", "wxapp"));
        assertThat(pay.verify(platform.headers(payment, clock.instant()), payment))
                .isEqualTo(new Notice.PaymentNotice(
                        "EV-1",
                        "order0001",
                        "42",
                        ChannelPayment.State.PAID,
                        9900,
                        Instant.parse("2026-03-02T02:00:00Z"),
                        "openid-1"));
        String refund = notice("REFUND.SUCCESS", """
                {"mchid":"1900000001","out_trade_no":"order0001","out_refund_no":"refund0001","refund_id":"50","refund_status":"SUCCESS",
                 "success_time":"2026-03-02T10:00:00+08:00","amount":{"total":9900,"refund":100}}""");
        assertThat(pay.verify(platform.headers(refund, clock.instant()), refund))
                .isEqualTo(new Notice.RefundNotice(
                        "EV-1",
                        "order0001",
                        "refund0001",
                        "50",
                        ChannelRefund.State.SUCCEEDED,
                        100,
                        Instant.parse("2026-03-02T02:00:00Z")));
    }

    @Test
    void a_tampered_unsigned_or_probing_notification_is_refused() {
        String genuine = notice("TRANSACTION.SUCCESS", payment("1900000001", "wxapp"));
        Map<String, String> headers = platform.headers(genuine, clock.instant());
        assertForged(headers, genuine.replace("EV-1", "EV-2"));
        assertForged(Map.of(), genuine);
        for (String missing : headers.keySet()) {
            Map<String, String> fewer = new HashMap<>(headers);
            fewer.remove(missing);
            assertForged(fewer, genuine);
        }
        assertForged(with(headers, "wechatpay-signature", "WECHATPAY/SIGNTEST/x"), genuine);
        assertForged(with(headers, "wechatpay-signature", "no base64!"), genuine);
        assertForged(with(headers, "wechatpay-serial", "PUB_KEY_ID_2"), genuine);
        assertForged(with(headers, "wechatpay-timestamp", "soon"), genuine);
    }

    @Test
    void an_old_or_early_notification_is_refused() {
        String genuine = notice("TRANSACTION.SUCCESS", payment("1900000001", "wxapp"));
        assertThat(pay.verify(platform.headers(genuine, clock.instant().minusSeconds(299)), genuine))
                .isNotNull();
        assertForged(platform.headers(genuine, clock.instant().minusSeconds(301)), genuine);
        assertForged(platform.headers(genuine, clock.instant().plusSeconds(301)), genuine);
    }

    @Test
    void money_of_another_merchant_or_app_is_not_ours() {
        String otherMerchant = notice("TRANSACTION.SUCCESS", payment("1900000002", "wxapp"));
        assertForged(platform.headers(otherMerchant, clock.instant()), otherMerchant);
        String otherApp = notice("TRANSACTION.SUCCESS", payment("1900000001", "wxother"));
        assertForged(platform.headers(otherApp, clock.instant()), otherApp);
        String unreadable = "{\"event_type\":\"TRANSACTION.SUCCESS\"}";
        assertForged(platform.headers(unreadable, clock.instant()), unreadable);
    }

    private void assertForged(Map<String, String> headers, String body) {
        assertThatThrownBy(() -> pay.verify(headers, body)).isInstanceOf(ForgedNoticeException.class);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.put(name, value);
        return changed;
    }

    private static String payment(String mchId, String appId) {
        return """
                {"mchid":"%s","appid":"%s","out_trade_no":"order0001","transaction_id":"42","trade_state":"SUCCESS",
                 "success_time":"2026-03-02T10:00:00+08:00","payer":{"openid":"openid-1"},
                 "amount":{"total":9900,"payer_total":9900}}""".formatted(mchId, appId);
    }

    private static String notice(String type, String content) {
        return """
                {"id":"EV-1","event_type":"%s","resource_type":"encrypt-resource","resource":{"algorithm":"AEAD_AES_256_GCM",\
                "ciphertext":"%s","nonce":"0123456789ab","associated_data":"transaction","original_type":"transaction"}}""".formatted(type, encrypt(content));
    }

    private static String encrypt(String content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(KEY.getBytes(StandardCharsets.US_ASCII), "AES"),
                    new GCMParameterSpec(128, "0123456789ab".getBytes(StandardCharsets.US_ASCII)));
            cipher.updateAAD("transaction".getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(cipher.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
