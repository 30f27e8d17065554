package io.siyu.journey;

import static io.siyu.journey.BrandFixtures.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.siyu.journey.BrandFixtures.Brand;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.HeardLog;
import io.siyu.testing.Keys;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.ShopperClient;
import io.siyu.testing.SiyuTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The whole loop, in bad weather too, with everything that is logged meanwhile: no secret and nobody's person is in it. */
@SiyuTest
class LoggedJourneyTests {

    private static final List<String> SECRETS = List.of(
            "siyu.wecom.secret",
            "siyu.wecom.callback-token",
            "siyu.wecom.callback-aes-key",
            "siyu.wechat.mini.secret",
            "siyu.wechatpay.api-v3-key");

    private static final Map<String, String> GIVEN_OUT = Map.of(
            "access token", "select token from sandbox_token",
            "welcome code", "select code from sandbox_welcome_code",
            "mini-program code", "select code from sandbox_mini_code",
            "prepay id", "select prepay_id from sandbox_pay_order");

    private final ApplicationContext context;
    private final Environment environment;
    private final JdbcClient jdbc;
    private final SandboxPhones phones;
    private final Map<String, String> forbidden = new LinkedHashMap<>();

    @Autowired
    LoggedJourneyTests(ApplicationContext context, Environment environment, JdbcClient jdbc) {
        this.context = context;
        this.environment = environment;
        this.jdbc = jdbc;
        this.phones = new SandboxPhones(context);
    }

    @Test
    void a_journeys_log_tells_no_secret_and_of_nobody() {
        String told;
        try (HeardLog log = new HeardLog()) {
            Logger ours = (Logger) LoggerFactory.getLogger("io.siyu");
            Logger all = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            Level oursBefore = ours.getLevel();
            Level allBefore = all.getLevel();
            ours.setLevel(Level.DEBUG);
            all.setLevel(Level.INFO);
            try {
                live();
                // Tags are pushed by somebody else, a moment later.
                await().untilAsserted(() -> assertThat(log.events())
                        .map(LoggedJourneyTests::whole)
                        .anyMatch(line -> line.contains("WeChat Work on")));
            } finally {
                ours.setLevel(oursBefore);
                all.setLevel(allBefore);
            }
            told = log.events().stream().map(LoggedJourneyTests::whole).collect(Collectors.joining("\n"));
        }
        secrets();
        assertThat(told).as("what went wrong on the way is told").contains("WeChat Work on", "WeChat Pay on");
        assertThat(forbidden).allSatisfy((what, value) -> {
            assertThat(value).as(what).isNotBlank();
            assertThat(told.lines().filter(line -> line.contains(value)))
                    .as(what)
                    .isEmpty();
        });
        assertThat(told).doesNotContain("<Encrypt>", "msg_signature=", "Bearer ", "BEGIN PRIVATE KEY");
    }

    /** Scan, friend, welcome, tag, coupon, sign-in, phone number, order, payment, refund; each platform fails once in between. */
    private void live() {
        ConsoleClient console = ConsoleClient.administrator(context);
        BrandFixtures brands = new BrandFixtures(context, console, phones);
        Brand brand = brands.make();
        String name = "陆清欢" + RandomCode.letters(6);
        JsonNode phone = phones.phone(name);
        long id = phone.path("id").asLong();
        person(name, phone);
        forbidden.put("console session", Objects.requireNonNull(console.cookie("siyu_session")));
        storm(
                "/cgi-bin/externalcontact/get",
                "TRUNCATE",
                phone.path("externalUserid").asString());
        brands.befriend(brand, id);
        storm(
                "/cgi-bin/externalcontact/mark_tag",
                "BAD_GATEWAY",
                phone.path("externalUserid").asString());

        ShopperClient shopper = ShopperClient.with(context, id);
        forbidden.put("shopper's token", shopper.token());
        String cut = numberCode(id);
        storm("/wxa/business/getuserphonenumber", "TRUNCATE", cut);
        shopper.post("/api/mall/phone", Map.of("code", cut));
        shopper.post("/api/mall/phone", Map.of("code", numberCode(id))).expect(200);
        console.get("/api/admin/customers?q=" + phone.path("phone").asString()).expect(200);

        storm("GET /v3/pay/transactions/*", "TRUNCATE", null);
        String number = brands.buy(shopper, brand);
        long order = console.get("/api/admin/orders?q=" + number)
                .expect(200)
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asLong();
        storm("/v3/refund/domestic/refunds", "TRUNCATE", null);
        console.post("/api/admin/orders/" + order + "/refund", Map.of("reason", "不想要了"), Keys.fresh())
                .expect(200);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(BrandFixtures.state(shopper, number)).isEqualTo("REFUNDED"));
    }

    private void person(String name, JsonNode phone) {
        forbidden.put("name", name);
        forbidden.put("phone number", phone.path("phone").asString());
        forbidden.put("unionid", phone.path("unionid").asString());
        forbidden.put("openid", phone.path("openid").asString());
        forbidden.put("receiver's name", "青柠");
        forbidden.put("receiver's phone", "19900000001");
        forbidden.put("receiver's address", "示例省示例市");
    }

    private void secrets() {
        SECRETS.forEach(name -> forbidden.put(name, environment.getRequiredProperty(name)));
        forbidden.put(
                "merchant's key",
                environment
                        .getRequiredProperty("siyu.wechatpay.merchant-private-key")
                        .lines()
                        .toList()
                        .get(1));
        GIVEN_OUT.forEach((what, sql) -> {
            List<String> values = jdbc.sql(sql).query(String.class).list();
            assertThat(values).as(what).isNotEmpty();
            for (int i = 0; i < values.size(); i++) {
                forbidden.put(what + " " + i, values.get(i));
            }
        });
    }

    private void storm(String path, String kind, @org.jspecify.annotations.Nullable String about) {
        Map<String, Object> fault = new LinkedHashMap<>(Map.of("path", path, "kind", kind, "times", 1));
        if (about != null) {
            fault.put("about", about);
        }
        phones.post("admin/faults", fault).expect(201);
    }

    private String numberCode(long phone) {
        return phones.post("phones/" + phone + "/mini/phone-number", null)
                .expect(200)
                .json()
                .path("code")
                .asString();
    }

    /** All of it: message, what is attached to it, and what was thrown. */
    private static String whole(ILoggingEvent event) {
        String thrown = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getMDCPropertyMap() + " "
                + event.getKeyValuePairs() + " " + thrown;
    }
}
