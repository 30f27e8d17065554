package io.siyu.reach.channel.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.staff.Presence;
import io.siyu.reach.channel.Afterlife;
import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.AllocationRules.Shift;
import io.siyu.reach.channel.AllocationRules.SpecialDay;
import io.siyu.reach.channel.AllocationRules.Sticky;
import io.siyu.reach.channel.AllocationRules.Window;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.shared.BrandZone;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Race;
import io.siyu.testing.SiyuTest;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
@Import(MovableClock.class)
class AdmissionTests {

    private static final AllocationRules PLAIN = AllocationRules.PLAIN;

    @Autowired
    ApplicationContext context;

    @Autowired
    Admissions admissions;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    LiveCodeFixtures fixtures;
    ConsoleClient console;

    @BeforeEach
    void prepare() {
        fixtures = new LiveCodeFixtures(context);
        console = ConsoleClient.administrator(context);
    }

    @Test
    void five_hundred_scans_of_three_codes_at_once_never_pass_a_guides_cap_over_all_codes() throws Exception {
        List<StaffId> guides = fixtures.guides(6);
        guides.forEach(guide -> console.put("/api/admin/reception/" + guide, Map.of("dailyCap", 10))
                .expect(204));
        List<Codes.Created> codes = List.of(
                code(guides.subList(0, 4), 8, PLAIN),
                code(guides.reversed().subList(0, 5), null, PLAIN),
                code(guides, null, PLAIN));
        Race.Finish<Admission> race =
                Race.of(500, i -> () -> admissions.admit(codes.get(i % 3).code(), LiveCodeFixtures.visitor()));
        assertThat(race.failures()).isEmpty();
        Map<StaffId, Long> taken = taken(race.answers());
        assertThat(taken)
                .hasSize(6)
                .allSatisfy((guide, many) -> assertThat(many).isEqualTo(10));
        assertThat(race.answers())
                .filteredOn(Admission.Nobody.class::isInstance)
                .hasSize(440);
        assertThat(replay(codes.get(0), "THEN").path("different").asInt()).isZero();
        assertThat(console.get("/api/admin/reception?size=100")
                        .expect(200)
                        .json()
                        .path("items"))
                .filteredOn(
                        row -> guides.contains(new StaffId(row.path("staffId").asLong())))
                .allSatisfy(row -> assertThat(row.path("reserved").asInt()).isEqualTo(10));
    }

    @Test
    void an_edit_amid_the_rush_is_kept_from_the_next_decision_on() throws Exception {
        List<StaffId> guides = fixtures.guides(3);
        Codes.Created code = code(guides, 20, PLAIN);
        Race.Finish<Admission> race = Race.of(41, i -> () -> {
            if (i == 20) {
                context.getBean(Codes.class).edit(code.id(), draft(guides.subList(0, 2), 30, PLAIN));
                return new Admission.Busy();
            }
            return admissions.admit(code.code(), LiveCodeFixtures.visitor());
        });
        assertThat(race.failures()).isEmpty();
        assertThat(taken(race.answers()).values())
                .allSatisfy(many -> assertThat(many).isLessThanOrEqualTo(20));
        assertThat(jdbc.sql("""
                select count(*) from channel_decision d join channel_field f on f.id = d.field_id
                where d.code_id = :code and f.version = 2 and d.staff_id = :gone""")
                        .param("code", code.id())
                        .param("gone", guides.get(2).value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(replay(code, "THEN").path("different").asInt()).isZero();
    }

    @Test
    void guides_off_shift_away_or_on_a_day_off_are_passed_over_and_the_ledger_says_so() {
        List<StaffId> guides = fixtures.guides(4);
        LocalDate today = context.getBean(BrandZone.class).dateOf(clock.instant());
        AllocationRules rules = new AllocationRules(
                Sticky.DEFAULT,
                List.of(new Shift(
                        "早班",
                        today.plusDays(1),
                        null,
                        List.of(new Window(Set.of(DayOfWeek.values()), LocalTime.of(9, 0), LocalTime.of(18, 0))))),
                List.of(new SpecialDay(today, today, Set.of(guides.get(1).value()), List.of())));
        Codes.Created code = made(new CodeDraft(
                "排班",
                List.of(
                        new PoolMember(guides.get(0), 1, false, null, Set.of("早班")),
                        new PoolMember(guides.get(1), 1, false),
                        new PoolMember(guides.get(2), 1, false),
                        new PoolMember(guides.get(3), 1, false)),
                null,
                Set.of(),
                "",
                WelcomePlan.NONE,
                true,
                null,
                rules,
                Afterlife.NONE));
        context.getBean(Presence.class).switchOwn(guides.get(2), false, "本人");
        for (int i = 0; i < 3; i++) {
            assertThat(guideOf(code, LiveCodeFixtures.visitor())).isEqualTo(guides.get(3));
        }
        JsonNode decision = decisions(code, "").path(0);
        assertThat(decision.path("passedOver"))
                .extracting(group -> group.path("reason").asString())
                .containsExactlyInAnyOrder("OFF_SHIFT", "AWAY");
        assertThat(decision.path("why").asString()).contains("按权重轮到", "1 位可接待");
        assertThat(decisions(code, "staffId=" + guides.get(3))).hasSize(3);
        assertThat(decisions(code, "reason=NOBODY")).isEmpty();
        assertThat(decisions(code, "day=" + today.minusDays(1))).isEmpty();
        assertThat(jdbc.sql("select count(*) from channel_field where code_id = :code")
                        .param("code", code.id())
                        .query(Long.class)
                        .single())
                .as("three decisions share what was so for all of them")
                .isEqualTo(1);
    }

    @Test
    void the_next_hundred_scans_if_li_is_off_are_told_without_taking_a_place() {
        List<StaffId> guides = fixtures.guides(3);
        Codes.Created code = code(guides, 60, PLAIN);
        Map<String, Object> question =
                Map.of("scans", 100, "off", List.of(guides.getFirst().value()), "seconds", 30);
        JsonNode course = console.post("/api/admin/codes/" + code.id() + "/simulation", question)
                .expect(200)
                .json();
        assertThat(course.path("shares"))
                .extracting(share -> share.path("visitors").asInt())
                .containsExactly(0, 50, 50);
        assertThat(course.path("first"))
                .hasSize(100)
                .allSatisfy(one -> assertThat(
                                one.path("passedOver").path(0).path("reason").asString())
                        .isEqualTo("OFF_DUTY"));
        assertThat(decisions(code, "")).isEmpty();
        console.post("/api/admin/codes/" + code.id() + "/simulation", Map.of("scans", 0))
                .expectProblem(400, "channel.simulation_invalid");
    }

    @Test
    void a_day_told_again_by_other_rules_shows_who_would_have_had_whom() {
        List<StaffId> guides = fixtures.guides(2);
        Codes.Created code = code(guides, null, PLAIN);
        for (int i = 0; i < 10; i++) {
            admissions.admit(code.code(), LiveCodeFixtures.visitor());
        }
        context.getBean(Codes.class)
                .edit(
                        code.id(),
                        new CodeDraft(
                                "改权重",
                                List.of(
                                        new PoolMember(guides.get(0), 4, false),
                                        new PoolMember(guides.get(1), 1, false)),
                                null,
                                Set.of(),
                                "",
                                WelcomePlan.NONE,
                                true,
                                null));
        JsonNode then = replay(code, "THEN");
        assertThat(then.path("scans").asInt()).isEqualTo(10);
        assertThat(then.path("different").asInt()).isZero();
        JsonNode now = replay(code, "NOW");
        assertThat(now.path("guides"))
                .extracting(
                        one -> one.path("then").asInt() + " " + one.path("now").asInt())
                .containsExactlyInAnyOrder("5 8", "5 2");
        assertThat(now.path("differences"))
                .hasSize(now.path("different").asInt())
                .isNotEmpty();
    }

    private JsonNode replay(Codes.Created code, String rules) {
        LocalDate today = context.getBean(BrandZone.class).dateOf(clock.instant());
        return console.get("/api/admin/codes/" + code.id() + "/replay?rules=" + rules + "&day=" + today)
                .expect(200)
                .json();
    }

    private JsonNode decisions(Codes.Created code, String filter) {
        return console.get("/api/admin/codes/" + code.id() + "/decisions?" + filter)
                .expect(200)
                .json()
                .path("items");
    }

    private StaffId guideOf(Codes.Created code, String visitor) {
        return ((Admission.Taken) admissions.admit(code.code(), visitor))
                .guide()
                .id();
    }

    private static Map<StaffId, Long> taken(List<Admission> answers) {
        return answers.stream()
                .filter(Admission.Taken.class::isInstance)
                .map(answer -> ((Admission.Taken) answer).guide().id())
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }

    private Codes.Created code(List<StaffId> guides, @Nullable Integer cap, AllocationRules rules) {
        return made(draft(guides, cap, rules));
    }

    private static CodeDraft draft(List<StaffId> guides, @Nullable Integer cap, AllocationRules rules) {
        List<PoolMember> pool = new ArrayList<>();
        guides.forEach(guide -> pool.add(new PoolMember(guide, 1, false)));
        return new CodeDraft("分配", pool, cap, Set.of(), "", WelcomePlan.NONE, true, null, rules, Afterlife.NONE);
    }

    private Codes.Created made(CodeDraft draft) {
        return Objects.requireNonNull(fixtures.made(draft));
    }
}
