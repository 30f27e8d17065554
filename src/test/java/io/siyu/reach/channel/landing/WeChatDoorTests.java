package io.siyu.reach.channel.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.sandbox.PlatformClient;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.Seeds;
import io.siyu.testing.SiyuTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Codes opened inside WeChat: who it is becomes known where WeChat tells, and the page is shown whatever it does. */
@SiyuTest
@Import(MovableClock.class)
class WeChatDoorTests {

    private static final String EXCHANGE = "/sns/oauth2/access_token";
    private static final Map<String, String> WECHAT =
            Map.of("User-Agent", "Mozilla/5.0 (iPhone) MicroMessenger/8.0.60");

    @Autowired
    ApplicationContext context;

    @Autowired
    WeChatState states;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    Codes codes;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    SandboxPhones phones;
    LiveCodeFixtures fixtures;
    JsonNode phone;
    Codes.Created code = new Codes.Created(0, "");

    WeChatDoorTests(@Autowired ApplicationContext context) {
        phones = new SandboxPhones(context);
        fixtures = new LiveCodeFixtures(context);
        phone = phones.phone("林女士");
    }

    @BeforeEach
    void prepare() {
        code = fixtures.code(fixtures.guides(1), null, Set.of());
    }

    /** A pause after trouble is over for the next test. */
    @AfterEach
    void later() {
        clock.advance(Duration.ofMinutes(11));
    }

    @Test
    void who_adds_is_who_opened_the_page_and_is_known_again_in_another_browser() {
        StaffId guide = fixtures.guides(1).getFirst();
        Codes.Created made = codes.create(LiveCodeFixtures.draft(guide));
        await().until(() -> fixtures.allWaysMade(made));
        String page = browse(made.code()).path("url").asString();
        assertThat(page).contains(WeChatDoor.PATH);
        String openId = openIds(made).getFirst();
        assertThat(openId).isNotEqualTo(phone.path("openid").asString());
        assertThat(owner(openId)).isEmpty();

        String way =
                browse(made.code()).path("qrCodes").path(0).path("configId").asString();
        phones.post("phones/" + phone.path("id").asLong() + "/friends", Map.of("configId", way))
                .expect(200);
        await().untilAsserted(() -> assertThat(owner(openId)).isPresent().isEqualTo(friend()));

        jdbc.sql("delete from sandbox_cookie").update();
        Codes.Created elsewhere = fixtures.code(fixtures.guides(3), null, Set.of());
        assertThat(browse(elsewhere.code()).path("html").asString()).contains("添加");
        assertThat(jdbc.sql("""
                select v.customer_id from channel_scan s join channel_visitor v on v.id = s.visitor where s.code_id = :code""").param("code", elsewhere.id()).query(Long.class).single())
                .isEqualTo(friend().orElseThrow().value());
    }

    @Test
    void advertisements_parameters_come_back_and_what_wechat_adds_is_kept_nowhere() {
        browse(code.code() + "?utm_source=%E5%85%AC%E4%BC%97%E5%8F%B7&gdt_vid=a%26b");
        await().untilAsserted(
                        () -> assertThat(jdbc.sql("select parameters::text from channel_visit where code_id = :code")
                                        .param("code", code.id())
                                        .query(String.class)
                                        .list())
                                .singleElement()
                                .asString()
                                .contains("公众号", "a&b")
                                .doesNotContain("state"));
    }

    @Test
    void a_code_and_a_state_in_the_printed_address_do_not_stand_in_the_way_of_wechats() {
        ConsoleClient visitor = browser();
        URI back = sentBack(visitor, "?code=spring&state=SH&utm_source=poster");
        assertThat(back.getRawQuery())
                .contains("utm_source=poster")
                .doesNotContain("code=spring")
                .doesNotContain("state=SH");
        visitor.get(path(back), WECHAT).expect(200);
        assertThat(openIds(code)).hasSize(1);
    }

    @Test
    void who_is_sent_and_comes_back_is_counted_once_and_who_comes_back_again_is_counted() {
        ConsoleClient visitor = browser();
        URI back = sentBack(visitor);
        visitor.get(path(back), WECHAT).expect(200);
        for (int scan = 2; scan <= 29; scan++) {
            visitor.get("/c/" + code.code(), WECHAT).expect(200);
        }
        visitor.get(path(back), WECHAT).expect(200);
        assertThat(visitor.get(path(back), WECHAT).status()).isEqualTo(429);
        assertThat(visitor.get("/c/" + code.code(), WECHAT).status()).isEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSE,-1",
        "REFUSE,40029",
        "REFUSE,45009",
        "REFUSE,40125",
        "SLOW,",
        "LOSE_ANSWER,",
        "TRUNCATE,",
        "BAD_GATEWAY,"
    })
    void whatever_wechat_does_the_page_is_shown(String kind, @Nullable String errcode) {
        Map<String, Object> fault = new HashMap<>(Map.of("path", EXCHANGE, "kind", kind, "times", 1, "millis", 4_000));
        if (errcode != null) {
            fault.put("code", errcode);
        }
        phones.post("admin/faults", fault).expect(201);
        assertThat(browse(code.code()).path("html").asString()).contains("长按识别二维码");
        assertThat(openIds(code)).isEmpty();
        assertThat(browse(code.code()).path("url").asString())
                .as("not sent again at once")
                .doesNotContain(WeChatDoor.PATH);
    }

    @Test
    void after_a_refusal_for_asking_too_often_nobody_is_sent_for_a_while() {
        phones.post("admin/faults", Map.of("path", EXCHANGE, "kind", "REFUSE", "code", "45009", "times", 1))
                .expect(201);
        browse(code.code());
        assertThat(browser().get("/c/" + code.code(), WECHAT).status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(31));
        assertThat(browser().get("/c/" + code.code(), WECHAT).status()).isEqualTo(302);
    }

    @Test
    void an_answer_is_taken_once_and_from_the_browser_that_asked() {
        ConsoleClient visitor = browser();
        URI back = sentBack(visitor);
        assertThat(browser().get(path(back), WECHAT).expect(200).text()).contains("长按识别二维码");
        assertThat(openIds(code)).as("of another browser").isEmpty();
        assertThat(visitor.get(path(back).replaceAll("state=s", "state=t"), WECHAT)
                        .expect(200)
                        .text())
                .contains("长按识别二维码");
        assertThat(openIds(code)).as("with a state that we did not make").isEmpty();
        visitor.get(path(back), WECHAT).expect(200);
        assertThat(openIds(code)).hasSize(1);
        jdbc.sql("update channel_visitor_wechat set open_id = null, app_id = null, union_id = null, known_at = null")
                .update();
        visitor.get(path(back), WECHAT).expect(200);
        assertThat(openIds(code)).as("a second time").isEmpty();
        assertThat(visitor.get("/c/" + code.code(), WECHAT).status()).isEqualTo(200);
    }

    @Test
    void an_answer_that_took_ten_minutes_is_too_late_and_other_browsers_are_not_sent() {
        ConsoleClient visitor = browser();
        URI back = sentBack(visitor);
        clock.advance(Duration.ofMinutes(10));
        visitor.get(path(back), WECHAT).expect(200);
        assertThat(openIds(code)).isEmpty();
        assertThat(browser()
                        .get("/c/" + code.code(), Map.of("User-Agent", "Mozilla/5.0 (Macintosh)"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nobody_can_make_a_state_for_another_browser_code_or_moment() {
        Instant now = Instant.ofEpochMilli(clock.instant().toEpochMilli());
        Seeds.forAll(200, random -> {
            String visitor = RandomCode.letters(26);
            Instant left = now.minusMillis(random.nextInt(599_000));
            String state = states.of(visitor, "abc", left);
            assertThat(state).matches("[0-9A-Za-z]{1,128}");
            assertThat(states.leftAt(state, visitor, "abc", now)).contains(left);
            assertThat(states.leftAt(state, RandomCode.letters(26), "abc", now)).isEmpty();
            assertThat(states.leftAt(state, visitor, "abd", now)).isEmpty();
            assertThat(states.leftAt(state, visitor, "abc", left.plus(Duration.ofMinutes(10))))
                    .isEmpty();
            char[] changed = state.toCharArray();
            int place = random.nextInt(changed.length);
            changed[place] = changed[place] == 'a' ? 'b' : 'a';
            assertThat(states.leftAt(new String(changed), visitor, "abc", now)).isEmpty();
        });
        assertThat(states.leftAt(null, "v", "abc", now)).isEmpty();
    }

    private ConsoleClient browser() {
        return ConsoleClient.anonymous(context);
    }

    /** Where WeChat sends this browser back to. */
    private URI sentBack(ConsoleClient visitor) {
        return sentBack(visitor, "");
    }

    private URI sentBack(ConsoleClient visitor, String query) {
        Answer away = visitor.get("/c/" + code.code() + query, WECHAT).expect(302);
        String authorize = away.headers().firstValue("Location").orElseThrow();
        assertThat(authorize).contains("scope=snsapi_base").endsWith("#wechat_redirect");
        return new PlatformClient(context.getEnvironment())
                .sentBack(URI.create(authorize), phone.path("id").asLong());
    }

    private static String path(URI back) {
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private JsonNode browse(String page) {
        return phones.post("phones/" + phone.path("id").asLong() + "/browse", Map.of("url", "/c/" + page))
                .expect(200)
                .json();
    }

    private Optional<CustomerId> owner(String openId) {
        return customers.find(
                Identity.openId(context.getEnvironment().getRequiredProperty("siyu.wechat.official.app-id"), openId));
    }

    private Optional<CustomerId> friend() {
        return customers.find(Identity.unionId(phone.path("unionid").asString()));
    }

    private List<String> openIds(Codes.Created of) {
        return jdbc.sql("""
                select distinct w.open_id from channel_scan s join channel_visitor_wechat w on w.visitor = s.visitor
                where s.code_id = :code and w.open_id is not null""").param("code", of.id()).query(String.class).list();
    }
}
