package io.siyu.reach.channel.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.transfer.ImportTarget.Effect;
import io.siyu.foundation.transfer.ImportTarget.Outcome;
import io.siyu.gateway.wecom.ContactWays;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.Prints;
import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Race;
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

/** What a code on paper shows when it takes nobody in any more. */
@SiyuTest
@Import(MovableClock.class)
class CodeLifeTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    FormerStates formerStates;

    @Autowired
    ContactWays ways;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    ConsoleClient console;
    LiveCodeFixtures fixtures;
    StaffId guide = new StaffId(1);
    Codes.Created code = new Codes.Created(0, "");

    @BeforeEach
    void prepare() {
        console = ConsoleClient.administrator(context);
        fixtures = new LiveCodeFixtures(context);
        guide = fixtures.guides(1).getFirst();
        code = fixtures.code(List.of(guide), null, Set.of());
    }

    @Test
    void what_is_printed_is_not_archived_and_not_stopped_without_something_in_its_place() {
        console.post(path("/prints"), Map.of("what", "门店立牌", "copies", 300)).expect(201);
        console.post(path("/archive"), Map.of()).expectProblem(409, "channel.code_printed");
        console.post(path("/stop"), Map.of()).expectProblem(409, "channel.stop_without_fallback");
        edit(Map.of(), "活动已结束，欢迎到店");
        JsonNode stopped = console.post(path("/stop"), Map.of()).expect(200).json();
        assertThat(stopped.path("serving").asBoolean()).isFalse();
        assertThat(stopped.path("prints").path(0).path("copies").asInt()).isEqualTo(300);
        assertThat(landing(code)).contains("活动已结束，欢迎到店");
        console.post(path("/resume"), Map.of()).expect(200);
        assertThat(landing(code)).contains("添加导购0为好友");
    }

    @Test
    void what_is_archived_is_not_printed_until_it_is_restored() {
        console.post(path("/archive"), Map.of()).expect(200);
        console.post(path("/prints"), Map.of("what", "门店立牌")).expectProblem(409, "channel.print_archived");
        console.post(path("/restore"), Map.of()).expect(200);
        console.post(path("/prints"), Map.of("what", "门店立牌")).expect(201);
    }

    @Test
    void of_who_archives_and_who_prints_at_once_one_is_refused() throws InterruptedException {
        Prints prints = context.getBean(Prints.class);
        Codes codes = context.getBean(Codes.class);
        for (int round = 0; round < 6; round++) {
            long id = fixtures.code(List.of(guide), null, Set.of()).id();
            var finish = Race.of(2, runner -> () -> {
                if (runner == 0) {
                    codes.archive(id);
                } else {
                    prints.printed(Prints.Kind.CODE, List.of(id), "海报", 1, clock.instant());
                }
                return runner;
            });
            assertThat(finish.answers()).hasSize(1);
            assertThat(finish.failures()).singleElement().isInstanceOf(DomainException.class);
        }
    }

    @Test
    void an_expired_code_shows_another_codes_guide_and_the_scan_is_that_codes() {
        Codes.Created other = fixtures.code(fixtures.guides(1), null, Set.of());
        edit(Map.of("expiresAt", clock.instant().plus(Duration.ofHours(1)).toString(), "codeId", other.id()), null);
        landing(code);
        assertThat(scans(other)).isZero();
        clock.advance(Duration.ofHours(1));
        assertThat(landing(code)).contains("为好友");
        assertThat(scans(other)).isEqualTo(1);
    }

    @Test
    void a_code_that_stands_in_and_whose_ways_are_just_being_made_lets_the_visitor_wait_too() {
        Codes.Created other = fixtures.code(fixtures.guides(1), null, Set.of());
        jdbc.sql("""
                update channel_state set status = 'INTENT', config_id = null, qr_url = null, due_at = 'infinity', awaited_since = :now
                where code_id = :code""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("code", other.id())
                .update();
        edit(Map.of("codeId", other.id()), null);
        console.post(path("/stop"), Map.of()).expect(200);
        assertThat(landing(code)).contains("http-equiv=\"refresh\"");
        clock.advance(Duration.ofSeconds(30));
        assertThat(landing(code)).doesNotContain("http-equiv");
    }

    @Test
    void where_the_code_itself_is_meant_there_is_no_circle() {
        edit(Map.of("codeId", code.id()), "都在忙");
        console.post(path("/stop"), Map.of()).expect(200);
        assertThat(landing(code)).contains("都在忙");
    }

    @Test
    void a_full_code_shows_a_guide_who_was_set_for_that() {
        Codes.Created full = fixtures.code(List.of(guide), 1, Set.of());
        StaffId spare = fixtures.guides(1).getFirst();
        fixtures.code(List.of(spare), null, Set.of());
        code = full;
        edit(Map.of("staffId", spare.value()), null, 1);
        assertThat(landing(full)).contains("/qr/");
        String second = landing(full);
        assertThat(second).contains("/qr/").doesNotContain("请稍后再试");
        String common = jdbc.sql("select qr_url from channel_state where staff_id = :staff and kind = 'COMMON'")
                .param("staff", spare.value())
                .query(String.class)
                .single();
        assertThat(second).contains(common);
    }

    @Test
    void what_the_brand_set_is_shown_where_a_code_says_nothing_and_for_codes_that_never_were() {
        String words = "欢迎添加品牌客服" + RandomCode.letters(6);
        try {
            console.put("/api/admin/code-fallback", Map.of("text", words)).expect(200);
            console.post(path("/archive"), Map.of()).expect(200);
            assertThat(landing(code)).contains(words);
            assertThat(landing(new Codes.Created(0, "nosuchcode"))).contains(words);
        } finally {
            console.put("/api/admin/code-fallback", new HashMap<>()).expect(200);
        }
        assertThat(landing(code)).contains("已经停用");
    }

    @Test
    void what_cannot_be_shown_is_refused_at_its_field() {
        assertThat(put(Map.of("codeId", 0), null, null).expect(400).json().toString())
                .contains("afterlife.codeId");
        put(Map.of("pictureUrl", "https://evil.example/x.png"), null, null)
                .expectProblem(400, "channel.fallback_picture_unknown");
    }

    @Test
    void adds_by_an_earlier_systems_state_count_for_the_code_it_was_mapped_to() {
        String state = "we_qr_" + RandomCode.letters(10);
        List<Map<String, String>> rows = List.of(
                Map.of("state", state, "code", code.code()),
                Map.of("state", state, "code", code.code()),
                Map.of("state", "x".repeat(31), "code", code.code()),
                Map.of("state", "we_other", "code", "没有这个活码"));
        assertThat(formerStates.take(rows, true)).extracting(Outcome::effect).startsWith(Effect.CREATED);
        List<Outcome> outcomes = formerStates.take(rows, false);
        assertThat(outcomes)
                .extracting(Outcome::effect)
                .containsExactly(Effect.CREATED, Effect.REFUSED, Effect.REFUSED, Effect.REFUSED);
        assertThat(outcomes.subList(1, 4))
                .extracting(Outcome::refusal)
                .extracting(refusal -> refusal == null ? "" : refusal.code())
                .containsExactly(
                        "channel.former.state_twice", "channel.former.state_invalid", "channel.former.code_unknown");
        assertThat(formerStates.take(rows.subList(0, 1), false))
                .extracting(Outcome::effect)
                .containsExactly(Effect.NONE);

        SandboxPhones phones = new SandboxPhones(context);
        String userid = fixtures.userIdOf(guide);
        String configId = ways.add(List.of(userid), state, true, "").configId();
        long phone = phones.phone("林女士").path("id").asLong();
        phones.post("phones/" + phone + "/friends", Map.of("configId", configId, "userid", userid))
                .expect(200);
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("select count(*) from channel_acquisition where code_id = :code and scan_id is null")
                                .param("code", code.id())
                                .query(Integer.class)
                                .single())
                .isEqualTo(1));
        assertThat(console.get(path("/former-states"))
                        .expect(200)
                        .json()
                        .path("items")
                        .path(0)
                        .asString())
                .isEqualTo(state);
    }

    @Test
    void a_state_of_our_own_is_not_taken_for_an_earlier_systems() {
        String own = jdbc.sql("select state from channel_state where code_id = :code limit 1")
                .param("code", code.id())
                .query(String.class)
                .single();
        List<Outcome> outcomes = formerStates.take(List.of(Map.of("state", own, "code", code.code())), false);
        DomainException refusal = outcomes.getFirst().refusal();
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo("channel.former.state_ours");
    }

    private String path(String rest) {
        return "/api/admin/codes/" + code.id() + rest;
    }

    private void edit(Map<String, Object> afterlife, @Nullable String text) {
        edit(afterlife, text, null);
    }

    private void edit(Map<String, Object> afterlife, @Nullable String text, @Nullable Integer cap) {
        put(afterlife, text, cap).expect(200);
    }

    private Answer put(Map<String, Object> afterlife, @Nullable String text, @Nullable Integer cap) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "name",
                "门店立牌",
                "guides",
                List.of(Map.of("staffId", guide.value())),
                "skipVerify",
                true,
                "afterlife",
                afterlife));
        body.put("fallbackText", text);
        body.put("dailyCap", cap);
        return console.put(path(""), body);
    }

    /** As a browser that was never here sees it. */
    private String landing(Codes.Created shown) {
        return ConsoleClient.anonymous(context).get("/c/" + shown.code()).text();
    }

    private int scans(Codes.Created of) {
        return jdbc.sql("select count(*) from channel_scan where code_id = :code")
                .param("code", of.id())
                .query(Integer.class)
                .single();
    }
}
