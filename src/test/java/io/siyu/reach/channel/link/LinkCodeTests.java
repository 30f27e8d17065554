package io.siyu.reach.channel.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertSource;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.CodeMode;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.reach.channel.landing.Landing;
import io.siyu.reach.channel.landing.Landings;
import io.siyu.reach.channel.landing.Visit;
import io.siyu.shared.StaffId;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.Seeds;
import io.siyu.testing.SiyuTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Codes that go on to the guide's acquisition link. */
@SiyuTest
@Import(MovableClock.class)
class LinkCodeTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    ApplicationContext context;

    @Autowired
    Codes codes;

    @Autowired
    Landings landings;

    @Autowired
    ScanTokens tokens;

    @Autowired
    List<AlertSource> sources;

    @Autowired
    LinkQuota quota;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    SandboxPhones phones;
    StaffId guide = new StaffId(1);
    Codes.Created code = new Codes.Created(0, "");

    @BeforeEach
    void prepare() {
        phones = new SandboxPhones(context);
        guide = new LiveCodeFixtures(context).guides(1).getFirst();
        code = codes.create(new CodeDraft(
                        "广告落地页",
                        List.of(new PoolMember(guide, 1, false)),
                        null,
                        Set.of(),
                        "",
                        WelcomePlan.NONE,
                        true,
                        null)
                .as(CodeMode.ACQUISITION_LINK));
        await().atMost(SOON).until(() -> links() == 1 && codes.ready(code.id()));
        jdbc.sql("update channel_link_quota set due_at = '-infinity'").update();
        await().atMost(SOON).until(() -> quota.standing().usable());
    }

    @AfterEach
    void payAgain() {
        jdbc.sql("update sandbox_acquisition_link set won = 0").update();
    }

    @Test
    void the_add_names_its_scan() {
        long phone = phones.phone("林女士").path("id").asLong();
        JsonNode page = phones.post("phones/" + phone + "/browse", Map.of("url", codes.urlOf(code.code())))
                .expect(200)
                .json();
        String link = page.path("qrCodes").path(0).path("configId").asString();
        assertThat(link).contains("customer_channel=sl_");
        phones.post("phones/" + phone + "/friends", Map.of("configId", link)).expect(200);
        await().atMost(SOON).until(() -> acquired().size() == 1);
        assertThat(acquired()).containsExactly(scans().getFirst());

        long other = phones.phone("小满").path("id").asLong();
        phones.post("phones/" + other + "/friends", Map.of("configId", link)).expect(200);
        await().atMost(SOON)
                .until(() -> jdbc.sql("select count(*) from channel_acquisition where code_id = :code")
                                .param("code", code.id())
                                .query(Long.class)
                                .single()
                        == 2);
        assertThat(acquired())
                .as("a link that was passed on names nobody's scan")
                .hasSize(1);
    }

    @Test
    void the_first_word_of_a_friend_is_told_and_counted_once() {
        long phone = phones.phone("周青").path("id").asLong();
        JsonNode page = phones.post("phones/" + phone + "/browse", Map.of("url", codes.urlOf(code.code())))
                .expect(200)
                .json();
        String link = page.path("qrCodes").path(0).path("configId").asString();
        phones.post("phones/" + phone + "/friends", Map.of("configId", link)).expect(200);
        String userId = new LiveCodeFixtures(context).userIdOf(guide);
        phones.post("phones/" + phone + "/chats/" + userId, Map.of("text", "在吗"))
                .expect(200);
        phones.post("phones/" + phone + "/chats/" + userId, Map.of("text", "想问问尺码"))
                .expect(200);
        await().atMost(SOON).until(() -> outcomes().equals(List.of("1 1")));
        assertThat(jdbc.sql("""
                select count(*) from sandbox_delivery where plain like '%customer_start_chat%' and plain like :guide""")
                        .param("guide", "%[" + userId + "]%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_friend_who_must_be_accepted_first_came_by_the_link_all_the_same() {
        codes.edit(
                code.id(),
                new CodeDraft(
                                "广告落地页",
                                List.of(new PoolMember(guide, 1, false)),
                                null,
                                Set.of(),
                                "",
                                WelcomePlan.NONE,
                                false,
                                null)
                        .as(CodeMode.ACQUISITION_LINK));
        JsonNode asking = phones.phone("许宁");
        long phone = asking.path("id").asLong();
        String userId = new LiveCodeFixtures(context).userIdOf(guide);
        String link = phones.post("phones/" + phone + "/browse", Map.of("url", codes.urlOf(code.code())))
                .expect(200)
                .json()
                .path("qrCodes")
                .path(0)
                .path("configId")
                .asString();
        await().atMost(SOON)
                .until(() -> jdbc.sql("""
                        select not skip_verify from sandbox_acquisition_link where :userid = any(users)""")
                        .param("userid", userId)
                        .query(Boolean.class)
                        .single());
        phones.post("phones/" + phone + "/friends", Map.of("configId", link)).expect(200);
        phones.post(
                        "guides/" + userId + "/requests/"
                                + asking.path("externalUserid").asString() + "/accept",
                        null)
                .expect(204);
        phones.post("phones/" + phone + "/chats/" + userId, Map.of("text", "在吗"))
                .expect(200);
        await().atMost(SOON).until(() -> outcomes().equals(List.of("1 1")));
        assertThat(jdbc.sql("select won from sandbox_acquisition_link where :userid = any(users)")
                        .param("userid", userId)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private List<String> outcomes() {
        return jdbc.sql("select link_adds || ' ' || talked from channel_outcome_day where code_id = :code")
                .param("code", code.id())
                .query(String.class)
                .list();
    }

    @Test
    void with_the_quota_used_up_the_landing_page_is_back() {
        assertThat(open()).isInstanceOf(Landing.Link.class);
        jdbc.sql("update sandbox_acquisition_link set won = 1000").update();
        clock.advance(Duration.ofMinutes(11));
        await().atMost(SOON).until(() -> !quota.standing().usable());
        assertThat(open()).isInstanceOf(Landing.Guide.class);
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.nature()).isEqualTo(Alert.Nature.FAULT);
            assertThat(alert.arguments()).startsWith("0");
        });
        jdbc.sql("update channel_link_quota set balance = 100").update();
        assertThat(alerts()).singleElement().extracting(Alert::nature).isEqualTo(Alert.Nature.TODO);
        jdbc.sql("update channel_link_quota set balance = 101").update();
        assertThat(alerts()).isEmpty();
        jdbc.sql("update sandbox_acquisition_link set won = 0").update();
        clock.advance(Duration.ofMinutes(2));
        await().atMost(SOON).until(() -> quota.standing().usable());
        assertThat(open()).isInstanceOf(Landing.Link.class);
    }

    @Test
    void in_another_browser_the_simulated_link_says_where_it_is_to_be_opened() throws Exception {
        String url = ((Landing.Link) open()).url();
        assertThat(page(url)).contains("请在沙箱的顾客手机里打开这个链接");
        assertThat(page(url.replaceAll("/ca/.*", "/ca/none"))).contains("不存在");
    }

    private static String page(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void a_token_names_its_scan_and_no_other() {
        Seeds.forAll(200, random -> {
            long scan = random.nextLong(Long.MAX_VALUE);
            String token = tokens.of(scan);
            assertThat(token.getBytes()).hasSizeLessThanOrEqualTo(64);
            assertThat(tokens.scanOf(token)).contains(scan);
            char[] changed = token.toCharArray();
            int place = random.nextInt(changed.length);
            changed[place] = changed[place] == 'a' ? 'b' : 'a';
            assertThat(tokens.scanOf(new String(changed))).isEmpty();
        });
        assertThat(tokens.scanOf("sl_zzzzzzzzzzzzz_0000000000000000")).isEmpty();
        assertThat(tokens.scanOf("sy_abc")).isEmpty();
    }

    private List<Alert> alerts() {
        return sources.stream()
                .filter(source -> source.kind().equals("channel.link_quota"))
                .flatMap(source -> source.standing().stream())
                .toList();
    }

    private Landing open() {
        return landings.open(code.code(), new Visit(LiveCodeFixtures.visitor()));
    }

    private long links() {
        return jdbc.sql(
                        "select count(*) from channel_state where code_id = :code and kind = 'LINK' and status = 'READY'")
                .param("code", code.id())
                .query(Long.class)
                .single();
    }

    private List<Long> scans() {
        return jdbc.sql("select id from channel_scan where code_id = :code order by id")
                .param("code", code.id())
                .query(Long.class)
                .list();
    }

    private List<Long> acquired() {
        return jdbc.sql("select scan_id from channel_acquisition where code_id = :code and scan_id is not null")
                .param("code", code.id())
                .query(Long.class)
                .list();
    }
}
