package io.siyu.reach.channel.welcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.alert.Alert;
import io.siyu.gateway.wecom.Attachment;
import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.ContactWays;
import io.siyu.gateway.wecom.Media;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.WelcomeContributor;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.shared.BrandZone;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What new friends by a code find in their chat, and what is said where they find nothing. */
@SiyuTest
@Import(MovableClock.class)
class GreetingTests {

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3};

    private static final Map<String, String> LINK =
            Map.of("kind", "LINK", "title", "小店", "url", "https://shop.example/");

    @Autowired
    ApplicationContext context;

    @Autowired
    ContactWays ways;

    @Autowired
    WelcomeMedia media;

    @Autowired
    Swallowed swallowed;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    SandboxPhones phones;
    ConsoleClient console;
    LiveCodeFixtures fixtures;
    StaffId guide = new StaffId(1);
    String userid = "";
    Codes.Created code = new Codes.Created(0, "");

    @BeforeEach
    void prepare() {
        phones = new SandboxPhones(context);
        console = ConsoleClient.administrator(context);
        fixtures = new LiveCodeFixtures(context);
        guide = fixtures.guides(1).getFirst();
        userid = fixtures.userIdOf(guide);
        code = fixtures.code(List.of(guide), null, Set.of());
    }

    @Test
    void a_welcome_carries_what_was_laid_down_before_and_leaves_out_what_was_not() {
        long picture = laidDown(Media.Kind.IMAGE, "门店.png", PICTURE);
        long list = laidDown(Media.Kind.FILE, "价目表.txt", "绿茶 28 元".getBytes(StandardCharsets.UTF_8));
        long refused = media.keep(Media.Kind.VIDEO, "不是视频.mp4", PICTURE);
        edit(Map.of(
                "attachments",
                List.of(
                        Map.of("kind", "IMAGE", "mediaId", picture),
                        Map.of("kind", "VIDEO", "mediaId", refused),
                        Map.of("kind", "LINK", "title", "小店", "url", "https://shop.example/"),
                        Map.of("kind", "FILE", "mediaId", list)),
                "windows",
                List.of()));
        JsonNode friend = befriend();
        await().untilAsserted(() ->
                assertThat(greeted(friend)).extracting(Bubble::type).containsExactly("text", "image", "link", "file"));
        await().untilAsserted(() ->
                assertThat(reasons(friend)).singleElement().asString().contains("1 个附件"));
    }

    @Test
    void a_file_is_laid_down_again_before_the_platform_forgets_it() {
        long picture = laidDown(Media.Kind.IMAGE, "门店.png", PICTURE);
        String before = media.ready(List.of(picture)).get(picture);
        clock.advance(Duration.ofHours(49));
        await().untilAsserted(() -> assertThat(media.ready(List.of(picture)).get(picture))
                .isNotNull()
                .isNotEqualTo(before));
    }

    @Test
    void at_hours_of_their_own_other_words_greet() {
        edit(Map.of(
                "attachments",
                List.of(),
                "windows",
                List.of(Map.of(
                        "days",
                        List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"),
                        "from",
                        "00:00",
                        "till",
                        "00:00",
                        "text",
                        "{导购姓名}整天都在",
                        "attachments",
                        List.of()))));
        JsonNode friend = befriend();
        await().untilAsserted(() ->
                assertThat(greeted(friend)).extracting(Bubble::text).containsExactly("导购0整天都在"));
    }

    @Test
    void what_the_platform_would_not_take_is_refused_at_its_field() {
        console.put(
                        "/api/admin/codes/" + code.id(),
                        body(Map.of(
                                "attachments", List.of(Map.of("kind", "IMAGE", "mediaId", 0)), "windows", List.of())))
                .expectProblem(400, "channel.media_unknown");
        console.put(
                        "/api/admin/codes/" + code.id(),
                        body(Map.of(
                                "attachments",
                                        List.of(Map.of("kind", "LINK", "title", "店", "url", "javascript:alert(1)")),
                                "windows", List.of())))
                .expectProblem(400, "channel.address_invalid");
    }

    @Test
    void nine_pieces_arrive_and_a_tenth_is_refused_at_its_field() {
        Map<String, Object> ten = Map.of("attachments", Collections.nCopies(10, LINK), "windows", List.of());
        JsonNode problem = console.put("/api/admin/codes/" + code.id(), body(ten))
                .expectProblem(400, "channel.too_many_attachments")
                .json();
        assertThat(problem.path("field").asString()).isEqualTo("welcome.attachments");
        edit(Map.of("attachments", Collections.nCopies(9, LINK), "windows", List.of()));
        JsonNode friend = befriend();
        await().untilAsserted(() -> assertThat(greeted(friend)).hasSize(10));
    }

    @Test
    void what_higher_floors_add_stands_behind_the_codes_own_and_the_tenth_piece_stays_out() {
        edit(Map.of("attachments", Collections.nCopies(8, LINK), "windows", List.of()));
        WelcomeComposer composer = new WelcomeComposer(
                context.getBean(WelcomeWords.class),
                media,
                new Additions(List.of(new Gift())),
                context.getBean(BrandZone.class));
        WelcomeComposer.Composed composed = composer.compose(
                new Callback(1, Map.of("ExternalUserID", "wm1"), clock.instant(), (id, atMost) -> Optional.empty()),
                context.getBean(CodeRows.class).find(code.id()),
                context.getBean(StaffDirectory.class).find(guide),
                Optional::empty);
        assertThat(composed.welcome().text()).isEqualTo("你好\n送你一张券");
        assertThat(composed.welcome().attachments()).hasSize(9).last().isEqualTo(Gift.FIRST);
        assertThat(composed.left()).isOne();
    }

    private static final class Gift implements WelcomeContributor {

        static final Attachment FIRST = new Attachment.Link("领券", "https://gift.example/1", null, null);
        static final Attachment SECOND = new Attachment.Link("抽奖", "https://gift.example/2", null, null);

        @Override
        public String name() {
            return "开卡礼";
        }

        @Override
        public Optional<Addition> contribute(NewFriend friend) {
            return Optional.of(new Addition("送你一张券", List.of(FIRST, SECOND)));
        }
    }

    @Test
    void a_welcome_of_the_platforms_own_console_is_found_out_and_named_until_one_of_ours_arrives() {
        consoleWelcome("总部欢迎你");
        JsonNode friend = befriend();
        await().untilAsserted(() -> assertThat(reasons(friend)).containsExactly(Swallowed.NO_CODE));
        assertThat(greeted(friend)).extracting(Bubble::text).containsExactly("总部欢迎你");
        assertThat(swallowed.standing())
                .filteredOn(alert -> alert.subject().equals(guide.toString()))
                .extracting(Alert::arguments)
                .containsExactly(List.of("导购0", "1"));
        consoleWelcome("");
        JsonNode next = befriend();
        await().untilAsserted(() -> assertThat(reasons(next)).containsExactly("新好友欢迎语"));
        assertThat(swallowed.standing()).noneMatch(alert -> alert.subject().equals(guide.toString()));
    }

    private record Bubble(String type, String text) {}

    private long laidDown(Media.Kind kind, String name, byte[] content) {
        long id = media.keep(kind, name, content);
        await().untilAsserted(() -> assertThat(media.ready(List.of(id))).hasSize(1));
        return id;
    }

    private void edit(Map<String, Object> welcome) {
        console.put("/api/admin/codes/" + code.id(), body(welcome)).expect(200);
    }

    private Map<String, Object> body(Map<String, Object> welcome) {
        return Map.of(
                "name",
                "门店立牌",
                "guides",
                List.of(Map.of("staffId", guide.value())),
                "welcomeText",
                "你好",
                "welcome",
                welcome,
                "skipVerify",
                true);
    }

    private void consoleWelcome(String text) {
        phones.put("admin/members/" + userid + "/welcome", Map.of("text", text)).expect(204);
    }

    /** By a way with a state of the code's. */
    private JsonNode befriend() {
        String state = jdbc.sql("select state from channel_state where code_id = :code and kind = 'COMMON'")
                .param("code", code.id())
                .query(String.class)
                .single();
        String configId = ways.add(List.of(userid), state, true, "").configId();
        JsonNode phone = phones.phone("林女士");
        phones.post("phones/" + phone.path("id").asLong() + "/friends", Map.of("configId", configId, "userid", userid))
                .expect(200);
        return phone;
    }

    private List<Bubble> greeted(JsonNode friend) {
        return phones.chat(friend.path("id").asLong(), userid).stream()
                .filter(bubble -> bubble.path("sender").asString().equals("WELCOME"))
                .map(bubble -> new Bubble(
                        bubble.path("msgtype").asString(),
                        bubble.path("content").path("content").asString("")))
                .toList();
    }

    private List<String> reasons(JsonNode friend) {
        return jdbc.sql("""
                select t.reason from outreach_touch t join customer_identity i on i.customer_id = t.customer_id
                where i.key = :customer order by t.id""")
                .param("customer", friend.path("externalUserid").asString())
                .query(String.class)
                .list();
    }
}
