package io.siyu.reach.channel.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.tag.Tags;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.CodeMode;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.HourRule;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.RemarkRule;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Race;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** By night a code tags, names and greets its new friends otherwise, and lets guides ask who they are. */
@SiyuTest
@Import(MovableClock.class)
class RulesByTheHourTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    ApplicationContext context;

    @Autowired
    Codes codes;

    @Autowired
    Tags tags;

    @Autowired
    VerificationTurns turns;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    SandboxPhones phones;
    ConsoleClient console;
    StaffId guide = new StaffId(1);
    String userId = "";
    long always;
    long night;

    @BeforeEach
    void prepare() {
        LiveCodeFixtures fixtures = new LiveCodeFixtures(context);
        phones = new SandboxPhones(context);
        console = ConsoleClient.administrator(context);
        guide = fixtures.guides(1).getFirst();
        userId = fixtures.userIdOf(guide);
        Map<String, Long> made = tags.createGroup("时段" + RandomCode.letters(8), false, List.of("常", "夜"));
        always = made.getOrDefault("常", 0L);
        night = made.getOrDefault("夜", 0L);
        clock.advance(until(LocalTime.NOON));
    }

    @Test
    void whoever_comes_by_day_and_whoever_comes_by_night_are_received_as_the_hour_says() {
        long code = made(CodeMode.LANDING, false);
        awaitVerification(code, false);
        long noon = befriended(code);
        awaitRemark(noon, "小满-昼");
        assertThat(tagsOf(noon)).containsExactly(always);
        assertThat(greeting(noon)).isEqualTo("中午好");

        clock.advance(until(LocalTime.of(22, 0)).plusSeconds(1));
        awaitVerification(code, true);
        long late = asked(code);
        assertThat(known(late))
                .as("nobody is a friend before the guide accepts")
                .isZero();
        phones.post("guides/" + userId + "/requests/" + external(late) + "/accept", null)
                .expect(204);
        awaitRemark(late, "小满-夜");
        assertThat(tagsOf(late)).containsExactlyInAnyOrder(always, night);
        assertThat(greeting(late)).isEqualTo("夜里好");

        clock.advance(until(LocalTime.of(6, 0)).plusSeconds(1));
        awaitVerification(code, false);
    }

    @Test
    void codes_of_every_mode_turn_and_those_whose_rules_say_what_they_say_anyway_ask_for_nothing() {
        long direct = made(CodeMode.DIRECT, false);
        long link = made(CodeMode.ACQUISITION_LINK, false);
        long same = made(CodeMode.LANDING, true);
        List.of(direct, link, same).forEach(code -> awaitVerification(code, false));
        awaitTurnKnown(same);
        assertThat(turnOf(same)).as("never looked at again").isNull();
        clock.advance(until(LocalTime.of(22, 0)).plusSeconds(1));
        awaitVerification(direct, true);
        awaitVerification(link, true);
        awaitVerification(same, false);
        clock.advance(until(LocalTime.of(6, 0)).plusSeconds(1));
        awaitVerification(direct, false);
        awaitVerification(link, false);
    }

    @Test
    void several_nodes_turn_a_code_together_and_know_its_next_turn() throws Exception {
        long code = made(CodeMode.LANDING, false);
        awaitTurnKnown(code);
        clock.advance(until(LocalTime.of(22, 0)).plusSeconds(1));
        assertThat(Race.of(6, runner -> turns::workOnce).failures()).isEmpty();
        await().atMost(SOON).until(() -> String.valueOf(turnOf(code)).contains("06:00"));
        awaitVerification(code, true);
    }

    @Test
    void what_does_not_fit_is_told_at_its_own_field() {
        refused(Map.of("remark", "{昵称}"), "channel.remark_place_unknown", "welcome.windows[0].remark");
        refused(Map.of("remark", "字".repeat(21)), "channel.remark_too_long", "welcome.windows[0].remark");
        refused(Map.of("tagIds", List.of(9_999_999_999L)), "tag.unknown", "welcome.windows[0].tagIds");
        refused(Map.of(), "channel.window_silent", "welcome.windows[0].text");
        Map<String, ?> welcome =
                Map.of("attachments", List.of(), "windows", List.of(window(Map.of("skipVerify", true))));
        String problem = console.put("/api/admin/default-welcome", Map.of("text", "你好", "welcome", welcome))
                .expectProblem(400, "channel.window_needs_code")
                .text();
        assertThat(problem).contains("welcome.windows[0].text");
    }

    private void refused(Map<String, ?> rule, String code, String field) {
        Map<String, ?> body = Map.of(
                "name",
                "时段",
                "guides",
                List.of(Map.of("staffId", guide.value())),
                "welcome",
                Map.of("attachments", List.of(), "windows", List.of(window(rule))));
        assertThat(console.post("/api/admin/codes", body)
                        .expectProblem(400, code)
                        .text())
                .contains(field);
    }

    private static Map<String, Object> window(Map<String, ?> rule) {
        Map<String, Object> window = new HashMap<>(rule);
        window.put("days", List.of("MONDAY"));
        window.put("from", "22:00");
        window.put("till", "06:00");
        return window;
    }

    private long made(CodeMode mode, boolean nightSkips) {
        HourRule rule = new HourRule(
                EnumSet.allOf(DayOfWeek.class),
                LocalTime.of(22, 0),
                LocalTime.of(6, 0),
                "夜里好",
                List.of(),
                Set.of(night),
                "{客户昵称}-夜",
                nightSkips);
        CodeDraft draft = new CodeDraft(
                "时段",
                List.of(new PoolMember(guide, 1, false)),
                null,
                Set.of(always),
                "中午好",
                new WelcomePlan(List.of(), List.of(rule)),
                true,
                null);
        long code = codes.create(draft.as(mode).remarking(new RemarkRule("{客户昵称}-昼", "", false)))
                .id();
        await().atMost(SOON).until(() -> codes.ready(code));
        return code;
    }

    /** @return the phone */
    private long befriended(long code) {
        long phone = phones.phone("小满").path("id").asLong();
        assertThat(add(phone, code)).isEqualTo("ADDED");
        return phone;
    }

    private long asked(long code) {
        long phone = phones.phone("小满").path("id").asLong();
        assertThat(add(phone, code)).isEqualTo("WAITING_FOR_THE_GUIDE");
        return phone;
    }

    private String add(long phone, long code) {
        String config = jdbc.sql("select config_id from channel_state where code_id = :code and kind = 'COMMON'")
                .param("code", code)
                .query(String.class)
                .single();
        return phones.add(phone, config).path("outcome").asString();
    }

    private String greeting(long phone) {
        return await().atMost(SOON)
                .until(() -> phones.chat(phone, userId), chat -> !chat.isEmpty())
                .getFirst()
                .path("content")
                .path("content")
                .asString();
    }

    private Set<Long> tagsOf(long phone) {
        return tags.of(new CustomerId(known(phone)));
    }

    private long known(long phone) {
        return jdbc.sql("select coalesce(max(customer_id), 0) from relation_follow where external_userid = :external")
                .param("external", external(phone))
                .query(Long.class)
                .single();
    }

    private String external(long phone) {
        return jdbc.sql("select external_userid from sandbox_customer where id = :id")
                .param("id", phone)
                .query(String.class)
                .single();
    }

    private void awaitRemark(long phone, String wanted) {
        await().atMost(SOON)
                .until(() -> jdbc.sql("select remark from relation_follow where external_userid = :external")
                        .param("external", external(phone))
                        .query(String.class)
                        .optional()
                        .filter(wanted::equals)
                        .isPresent());
    }

    /** All that the platform has of the code asks for verification, or nothing. */
    private void awaitVerification(long code, boolean asked) {
        await().atMost(SOON)
                .until(() -> jdbc.sql("""
                                select count(*) > 0 and bool_and(coalesce(w.skip_verify, l.skip_verify) <> :asked) from channel_state s
                                left join sandbox_contact_way w on w.config_id = s.config_id
                                left join sandbox_acquisition_link l on l.link_id = s.config_id
                                where s.code_id = :code and s.status not in ('RETIRED', 'DELETED')""")
                        .param("asked", asked)
                        .param("code", code)
                        .query(Boolean.class)
                        .single());
    }

    private void awaitTurnKnown(long code) {
        await().atMost(SOON).until(() -> {
            String turn = turnOf(code);
            return turn == null || turn.contains("22:00");
        });
    }

    private @Nullable String turnOf(long code) {
        return jdbc.sql(
                        "select (verify_turn_at at time zone 'Asia/Shanghai')::text as turn from channel_code where id = :code")
                .param("code", code)
                .query((row, number) -> Optional.ofNullable(row.getString("turn")))
                .single()
                .orElse(null);
    }

    private Duration until(LocalTime time) {
        ZonedDateTime now = clock.instant().atZone(MovableClock.ZONE);
        ZonedDateTime then = now.with(time);
        return Duration.between(now, then.isAfter(now) ? then : then.plusDays(1));
    }
}
