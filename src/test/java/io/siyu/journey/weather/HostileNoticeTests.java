package io.siyu.journey.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.siyu.journey.weather.ShopStories.Paid;
import io.siyu.sandbox.SandboxKeys;
import io.siyu.sandbox.wire.Rsa;
import io.siyu.shared.RandomCode;
import io.siyu.testing.HeardLog;
import io.siyu.testing.SiyuTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Whatever anybody posts where WeChat Pay posts: refused with the right status, and no order is paid by it. */
@SiyuTest
class HostileNoticeTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String OTHER_PUBLIC_KEY = "PUB_KEY_ID_0100000000000000000000000000000000";

    private final HeardLog log = new HeardLog();

    @LocalServerPort
    int port;

    @Autowired
    SandboxKeys keys;

    private final Paid order;
    private String number = "";

    @Autowired
    HostileNoticeTests(ApplicationContext context) {
        this.order = new Paid(new Scene(context));
    }

    @BeforeEach
    void askForMoney() {
        order.pay().expect(200);
        number = order.outTradeNo();
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    /** One request as it goes out. */
    private record Post(Map<String, String> headers, String body) {

        Post with(String header, String value) {
            Map<String, String> changed = new HashMap<>(headers);
            changed.put(header, value);
            return new Post(changed, body);
        }

        Post without(String header) {
            Map<String, String> changed = new HashMap<>(headers);
            changed.remove(header);
            return new Post(changed, body);
        }
    }

    private interface Attack extends Function<HostileNoticeTests, Post> {}

    static Stream<Arguments> attacks() {
        return Stream.of(
                attack("not signed", 401, test -> new Post(Map.of(), test.genuine().body)),
                attack("without a signature", 401, test -> test.genuine().without("Wechatpay-Signature")),
                attack("without a serial", 401, test -> test.genuine().without("Wechatpay-Serial")),
                attack("without a time", 401, test -> test.genuine().without("Wechatpay-Timestamp")),
                attack("without a nonce", 401, test -> test.genuine().without("Wechatpay-Nonce")),
                attack("signed by another key", 401, HostileNoticeTests::signedByAnother),
                attack("of an unknown serial", 401, test -> test.genuine().with("Wechatpay-Serial", OTHER_PUBLIC_KEY)),
                attack("a probe", 401, test -> test.genuine().with("Wechatpay-Signature", "WECHATPAY/SIGNTEST/abc")),
                attack("a signature of no base64", 401, test -> test.genuine().with("Wechatpay-Signature", "%%%")),
                attack(
                        "a replay with a fresh time",
                        401,
                        test -> test.signed(test.notice(Map.of()), test.now() - 400)
                                .with("Wechatpay-Timestamp", Long.toString(test.now()))),
                attack("stale", 401, test -> test.signed(test.notice(Map.of()), test.now() - 400)),
                attack("of the future", 401, test -> test.signed(test.notice(Map.of()), test.now() + 400)),
                attack("at no time", 401, test -> test.genuine().with("Wechatpay-Timestamp", "soon")),
                attack(
                        "changed on the way",
                        401,
                        test -> new Post(
                                test.genuine().headers, test.notice(Map.of()).replace("EV-", "EW-"))),
                attack(
                        "sealed with another key",
                        401,
                        test -> test.signed(SealedNotice.of(test.payment(Map.of()), "0".repeat(32)), test.now())),
                attack(
                        "of another merchant",
                        401,
                        test -> test.signed(test.notice(Map.of("mchid", "1900009999")), test.now())),
                attack("of another app", 401, test -> test.signed(test.notice(Map.of("appid", "wxother")), test.now())),
                attack(
                        "in another currency",
                        401,
                        test -> test.signed(
                                test.notice(Map.of("amount", Map.of("total", Paid.PRICE_FEN, "currency", "USD"))),
                                test.now())),
                attack(
                        "of a smaller amount",
                        400,
                        test -> test.signed(
                                test.notice(Map.of("amount", Map.of("total", 1, "currency", "CNY"))), test.now())),
                attack(
                        "of no amount",
                        401,
                        test -> test.signed(
                                test.notice(Map.of("amount", Map.of("total", "much", "currency", "CNY"))), test.now())),
                attack(
                        "for an order that is not ours",
                        400,
                        test -> test.signed(
                                test.notice(Map.of("out_trade_no", "NOBODY" + RandomCode.digits(10))), test.now())),
                attack("of a refund that is not ours", 400, HostileNoticeTests::refundOfNobody),
                attack("cut off", 401, test -> test.signed(test.notice(Map.of()).substring(0, 80), test.now())),
                attack("nothing", 401, test -> test.signed("", test.now())),
                attack("null", 401, test -> test.signed("null", test.now())),
                attack("a list", 401, test -> test.signed("[]", test.now())),
                attack(
                        "with nothing inside",
                        401,
                        test -> test.signed("{\"event_type\":\"TRANSACTION.SUCCESS\"}", test.now())),
                attack("endlessly deep", 401, test -> test.signed("[".repeat(60_000), test.now())),
                attack("more than may come", 413, test -> test.signed(" ".repeat(70_000), test.now())));
    }

    @ParameterizedTest(name = "{0} is answered with {1}")
    @MethodSource("attacks")
    void an_attack_is_refused_and_pays_nothing(String name, int status, Attack attack) throws Exception {
        Post post = attack.apply(this);
        assertThat(send(post)).isEqualTo(status);
        assertThat(order.state()).isEqualTo("PLACED");
        assertThat(order.scene.count(
                        "select count(*) from payment_payment where out_trade_no = ? and state = 'PAID'", number))
                .isZero();
        assertThat(log.events())
                .noneMatch(event -> event.getFormattedMessage().contains("openid")
                        || event.getFormattedMessage().contains("ciphertext"));
    }

    @Test
    void the_genuine_one_pays_once_however_often_it_comes() throws Exception {
        Post genuine = genuine();
        for (int i = 0; i < 3; i++) {
            assertThat(send(genuine)).isEqualTo(204);
        }
        order.awaitPaid();
        assertThat(order.scene.count(
                        "select count(*) from payment_event where out_trade_no = ? and outcome = 'APPLIED'", number))
                .isEqualTo(1);
    }

    private static Arguments attack(String name, int status, Attack attack) {
        return arguments(name, status, attack);
    }

    private Post genuine() {
        return signed(notice(Map.of()), now());
    }

    private Post signedByAnother() {
        try {
            return signed(
                    notice(Map.of()),
                    now(),
                    KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Post refundOfNobody() {
        String inside = JSON.writeValueAsString(Map.of(
                "mchid",
                keys.merchantId(),
                "out_trade_no",
                number,
                "out_refund_no",
                "R" + RandomCode.digits(24) + "-1",
                "refund_id",
                "5" + RandomCode.digits(20),
                "refund_status",
                "SUCCESS",
                "amount",
                Map.of("total", Paid.PRICE_FEN, "refund", Paid.PRICE_FEN)));
        return signed(SealedNotice.of(inside, keys.apiV3Key()).replace("TRANSACTION.SUCCESS", "REFUND.SUCCESS"), now());
    }

    private String notice(Map<String, Object> changes) {
        return SealedNotice.of(payment(changes), keys.apiV3Key());
    }

    private String payment(Map<String, Object> changes) {
        Map<String, Object> payment = new HashMap<>(Map.of(
                "mchid",
                keys.merchantId(),
                "appid",
                keys.miniAppId(),
                "out_trade_no",
                number,
                "transaction_id",
                "42" + RandomCode.digits(26),
                "trade_state",
                "SUCCESS",
                "success_time",
                "2026-03-02T10:00:00+08:00",
                "payer",
                Map.of("openid", "openid-of-nobody"),
                "amount",
                Map.of("total", Paid.PRICE_FEN, "payer_total", Paid.PRICE_FEN, "currency", "CNY")));
        payment.putAll(changes);
        return JSON.writeValueAsString(payment);
    }

    private Post signed(String body, long at) {
        return signed(body, at, keys.platformPrivateKey());
    }

    private Post signed(String body, long at, PrivateKey key) {
        String nonce = RandomCode.letters(32);
        return new Post(
                Map.of(
                        "Wechatpay-Timestamp",
                        Long.toString(at),
                        "Wechatpay-Nonce",
                        nonce,
                        "Wechatpay-Serial",
                        keys.platformPublicKeyId(),
                        "Wechatpay-Signature",
                        Rsa.sign(key, at + "\n" + nonce + "\n" + body + "\n")),
                body);
    }

    /** By the brand's clock, in seconds. */
    private long now() {
        return OffsetDateTime.parse(order.scene
                        .phones
                        .get("clock")
                        .expect(200)
                        .json()
                        .path("now")
                        .asString())
                .toEpochSecond();
    }

    private int send(Post post) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/callbacks/wechatpay"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(post.body));
        post.headers.forEach(request::header);
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
