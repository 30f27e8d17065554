package io.siyu.reach.channel.remark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.RemarkRule;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A friend who came by a code is called what the code says, by the guide's WeChat Work and in the console. */
@SiyuTest
@Import(MovableClock.class)
class RemarkTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String REMARK = "POST /cgi-bin/externalcontact/remark";

    @Autowired
    ApplicationContext context;

    @Autowired
    Codes codes;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    LiveCodeFixtures fixtures;
    SandboxPhones phones;
    ConsoleClient console;
    StaffId guide = new StaffId(1);
    String userId = "";
    String external = "";

    @BeforeEach
    void prepare() {
        fixtures = new LiveCodeFixtures(context);
        phones = new SandboxPhones(context);
        console = ConsoleClient.administrator(context);
        guide = fixtures.guides(1).getFirst();
        userId = fixtures.userIdOf(guide);
    }

    @Test
    void a_new_friend_is_called_what_the_code_says_there_and_here() {
        long code = befriended(new RemarkRule("{客户昵称}-{活码名称}", "由{导购姓名}接待", false));
        awaitStatus("SET");
        assertThat(there().path("remark").asString()).isEqualTo("小满-立牌");
        assertThat(there().path("description").asString()).isEqualTo("由导购0接待");
        String person = "/api/admin/customers/" + customer();
        assertThat(console.get(person + "/relations")
                        .expect(200)
                        .json()
                        .path(0)
                        .path("remark")
                        .asString())
                .isEqualTo("小满-立牌");
        JsonNode shown = console.get(person + "/remarks").expect(200).json().path(0);
        assertThat(shown.path("status").asString()).isEqualTo("SET");
        assertThat(shown.path("said").asString()).isEqualTo("小满-立牌");
        assertThat(console.get("/api/admin/codes/" + code + "/remarks")
                        .expect(200)
                        .json()
                        .path("counts")
                        .path("SET")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void what_the_guide_wrote_by_hand_stays_unless_the_code_says_otherwise() {
        byHandMeanwhile(new RemarkRule("{客户昵称}-立牌", "扫码来的", false));
        awaitStatus("KEPT");
        assertThat(there().path("remark").asString()).isEqualTo("邻居小满");
        assertThat(there().path("description").asString()).isEqualTo("扫码来的");

        byHandMeanwhile(new RemarkRule("{客户昵称}-立牌", "", true));
        awaitStatus("SET");
        assertThat(there().path("remark").asString()).isEqualTo("小满-立牌");
    }

    @Test
    void what_the_guide_writes_later_is_never_written_over() {
        befriended(new RemarkRule("{客户昵称}-立牌", "", false));
        awaitStatus("SET");
        long calls = fault(Map.of("kind", "SLOW", "millis", 0, "times", 100));
        phones.patch("guides/" + userId + "/customers/" + external, Map.of("remark", "邻居小满"))
                .expect(200);
        String relations = "/api/admin/customers/" + customer() + "/relations";
        await().atMost(SOON)
                .until(() -> console.get(relations)
                        .expect(200)
                        .json()
                        .path(0)
                        .path("remark")
                        .asString()
                        .equals("邻居小满"));
        clock.advance(Duration.ofMinutes(5));
        assertThat(there().path("remark").asString()).isEqualTo("邻居小满");
        assertThat(phones.get("admin/faults/" + calls)
                        .expect(200)
                        .json()
                        .path("remaining")
                        .asInt())
                .isEqualTo(100);
    }

    @Test
    void a_node_that_died_over_it_leaves_it_to_the_next_before_or_after_its_call() {
        befriended(new RemarkRule("{客户昵称}-立牌", "", false));
        awaitStatus("SET");
        diedOver(null, "");
        awaitStatus("SET");
        assertThat(there().path("remark").asString()).isEqualTo("小满-立牌");

        diedOver("小满-旧立牌", "小满-旧立牌");
        awaitStatus("SET");
        assertThat(there().path("remark").asString())
                .as("its own words, not the guide's")
                .isEqualTo("小满-立牌");
    }

    @Test
    void a_refusal_is_shown_where_somebody_would_look() {
        long code = code(new RemarkRule("{客户昵称}-立牌", "", false));
        external = phones.phone("小满").path("externalUserid").asString();
        fault(Map.of("kind", "REFUSE", "code", "40058", "times", 1));
        add(code);
        awaitStatus("FAILED");
        assertThat(console.get("/api/admin/customers/" + customer() + "/remarks")
                        .expect(200)
                        .json()
                        .path(0)
                        .path("failure")
                        .asString())
                .isEqualTo("REFUSED 40058");
        JsonNode trouble = console.get("/api/admin/codes/" + code + "/remarks")
                .expect(200)
                .json()
                .path("troubles")
                .path(0);
        assertThat(trouble.path("staffName").asString()).isEqualTo("导购0");
        assertThat(trouble.path("waiting").asBoolean()).isFalse();
        assertThat(context.getBean(RemarkAlerts.class).standing())
                .anyMatch(alert -> alert.subject().equals(Long.toString(code)));
    }

    /** The first try finds the platform busy, and before the next the guide has written something. */
    private void byHandMeanwhile(RemarkRule rule) {
        long code = code(rule);
        external = phones.phone("小满").path("externalUserid").asString();
        fault(Map.of("kind", "REFUSE", "code", "-1", "times", 20));
        add(code);
        await().atMost(SOON)
                .until(() ->
                        jdbc.sql("select count(*) from channel_remark where code_id = :code and failure is not null")
                                        .param("code", code)
                                        .query(Integer.class)
                                        .single()
                                == 1);
        phones.patch("guides/" + userId + "/customers/" + external, Map.of("remark", "邻居小满"))
                .expect(200);
        phones.items("admin/faults").stream()
                .filter(fault -> fault.path("path").asString().equals(REMARK))
                .forEach(fault -> phones.delete(
                                "admin/faults/" + fault.path("id").asLong())
                        .expect(204));
        clock.advance(Duration.ofMinutes(1));
    }

    /** As a node leaves it that dies over the two: what it was to say, and what the platform has. */
    private void diedOver(@Nullable String said, String there) {
        jdbc.sql("update sandbox_relation set remark = :there where external_userid = :external")
                .param("there", there)
                .param("external", external)
                .update();
        jdbc.sql("""
                update channel_remark r set status = 'WAITING', said = :said, attempts = 1, due_at = :lease
                from channel_acquisition a where a.id = r.acquisition_id and a.staff_id = :staff""")
                .param("said", said)
                .param("lease", clock.instant().plus(Duration.ofMinutes(2)).atOffset(ZoneOffset.UTC))
                .param("staff", guide.value())
                .update();
        clock.advance(Duration.ofMinutes(2).plusSeconds(1));
    }

    private long befriended(RemarkRule rule) {
        long code = code(rule);
        external = phones.phone("小满").path("externalUserid").asString();
        add(code);
        return code;
    }

    private long code(RemarkRule rule) {
        CodeDraft draft = new CodeDraft(
                "立牌", List.of(new PoolMember(guide, 1, false)), null, Set.of(), "", WelcomePlan.NONE, true, null);
        long code = codes.create(draft.remarking(rule)).id();
        await().atMost(SOON).until(() -> codes.ready(code));
        return code;
    }

    private void add(long code) {
        String config = jdbc.sql("select config_id from channel_state where code_id = :code and kind = 'COMMON'")
                .param("code", code)
                .query(String.class)
                .single();
        long phone = jdbc.sql("select id from sandbox_customer where external_userid = :external")
                .param("external", external)
                .query(Long.class)
                .single();
        phones.add(phone, config);
    }

    private long fault(Map<String, ?> kind) {
        Map<String, Object> body = new HashMap<>(kind);
        body.put("path", REMARK);
        body.put("about", external);
        return phones.post("admin/faults", body).expect(201).json().path("id").asLong();
    }

    private JsonNode there() {
        return phones.items("guides/" + userId + "/customers").stream()
                .filter(friend -> friend.path("externalUserid").asString().equals(external))
                .findFirst()
                .orElseThrow();
    }

    private long customer() {
        return jdbc.sql("select customer_id from relation_follow where external_userid = :external")
                .param("external", external)
                .query(Long.class)
                .single();
    }

    private void awaitStatus(String status) {
        await().atMost(SOON)
                .until(() -> jdbc.sql("""
                                select count(*) from channel_remark r join channel_acquisition a on a.id = r.acquisition_id
                                join relation_follow f on f.customer_id = a.customer_id and f.staff_id = a.staff_id
                                where f.external_userid = :external and r.status = :status""")
                                .param("external", external)
                                .param("status", status)
                                .query(Integer.class)
                                .single()
                        == 1);
    }
}
