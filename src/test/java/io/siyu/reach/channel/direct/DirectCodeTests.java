package io.siyu.reach.channel.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.reach.channel.Afterlife;
import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.CodeMode;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.landing.Landing;
import io.siyu.reach.channel.landing.Scans;
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

/** Who is behind a direct code, as the platform knows it. */
@SiyuTest
@Import(MovableClock.class)
class DirectCodeTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    ApplicationContext context;

    @Autowired
    DirectWays ways;

    @Autowired
    DirectKeeper keeper;

    @Autowired
    Codes codes;

    @Autowired
    CodeRows rows;

    @Autowired
    Scans scans;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    DirectHand hand;
    LiveCodeFixtures fixtures;
    SandboxPhones phones;
    ConsoleClient console;
    List<StaffId> guides = List.of();

    @BeforeEach
    void prepare() {
        hand = new DirectHand(context);
        fixtures = new LiveCodeFixtures(context);
        phones = new SandboxPhones(context);
        console = ConsoleClient.administrator(context);
        guides = fixtures.guides(2);
    }

    @Test
    void its_picture_is_the_platforms_own_and_stays_the_same_while_members_change() {
        long code = hand.made(draft(null, AllocationRules.PLAIN, Afterlife.NONE));
        String content = hand.printed(code);
        assertThat(content).isEqualTo(hand.way(code).qrUrl());
        assertThat(console.get("/api/admin/codes/" + code + "/qr.png").expect(200))
                .isNotNull();
        hand.onDuty(guides.getFirst(), false);
        hand.awaitBehind(code, guides.getLast());
        assertThat(hand.printed(code)).isEqualTo(content);
    }

    @Test
    void nothing_is_told_while_nothing_changes() {
        long code = hand.made(draft(null, AllocationRules.PLAIN, Afterlife.NONE));
        long calls = hand.counting(code);
        for (int look = 0; look < 3; look++) {
            clock.advance(DirectKeeper.AT_LEAST.plusSeconds(1));
            hand.awaitLooked(code);
        }
        assertThat(hand.left(calls)).isEqualTo(100);
        hand.onDuty(guides.getFirst(), false);
        hand.awaitBehind(code, guides.getLast());
        assertThat(hand.left(calls)).isEqualTo(99);
    }

    @Test
    void two_who_look_at_once_tell_it_once() throws Exception {
        long code = hand.made(draft(null, AllocationRules.PLAIN, Afterlife.NONE));
        long calls = hand.counting(code);
        jdbc.sql("update staff_member set away = true where id = :id")
                .param("id", guides.getFirst().value())
                .update();
        ways.changed(code);
        Race.of(8, runner -> keeper::workOnce);
        hand.awaitBehind(code, guides.getLast());
        assertThat(hand.left(calls)).isEqualTo(99);
        assertThat(hand.way(code).rewrites()).isEqualTo(2);
    }

    @Test
    void a_guide_who_is_full_is_behind_it_no_longer_and_comes_back_at_midnight() {
        long code = hand.made(draft(1, AllocationRules.PLAIN, Afterlife.NONE));
        hand.befriend(code, guides.getFirst());
        hand.awaitBehind(code, guides.getLast());
        assertThat(jdbc.sql("select code_id from channel_acquisition where staff_id = :staff")
                        .param("staff", guides.getFirst().value())
                        .query(Long.class)
                        .list())
                .containsExactly(code);
        clock.advance(untilMidnight());
        hand.awaitBehind(code, guides.getFirst(), guides.getLast());
    }

    @Test
    void a_shift_changes_it_at_its_minute() {
        LocalTime turn = LocalTime.of(3, 0);
        AllocationRules.Shift night = shift("夜班", LocalTime.of(3, 0), LocalTime.of(4, 0));
        AllocationRules.Shift day = shift("白班", LocalTime.of(4, 0), LocalTime.of(3, 0));
        AllocationRules rules = new AllocationRules(AllocationRules.Sticky.DEFAULT, List.of(night, day), List.of());
        List<PoolMember> pool = List.of(
                new PoolMember(guides.getFirst(), 1, false, null, Set.of("夜班")),
                new PoolMember(guides.getLast(), 1, false, null, Set.of("白班")));
        clock.advance(until(LocalTime.of(2, 50)));
        long code = hand.made(
                new CodeDraft("换班", pool, null, Set.of(), "", WelcomePlan.NONE, true, null, rules, Afterlife.NONE)
                        .as(CodeMode.DIRECT));
        hand.awaitBehind(code, guides.getLast());
        clock.advance(until(turn).minusSeconds(1));
        assertThat(hand.behind(code)).isEqualTo(hand.userIds(guides.getLast()));
        clock.advance(Duration.ofSeconds(2));
        hand.awaitBehind(code, guides.getFirst());
    }

    @Test
    void with_nobody_there_the_fallback_stands_in_and_without_one_the_last_stay() {
        StaffId substitute = fixtures.guides(1).getFirst();
        Afterlife afterlife = new Afterlife(null, null, substitute.value(), null);
        long guarded = hand.made(draft(null, AllocationRules.PLAIN, afterlife));
        long bare = hand.made(draft(null, AllocationRules.PLAIN, Afterlife.NONE));
        guides.forEach(guide -> hand.onDuty(guide, false));
        hand.awaitBehind(guarded, substitute);
        assertThat(hand.way(guarded).standingIn()).isTrue();
        await().atMost(SOON)
                .until(() -> DirectKeeper.NOBODY.equals(hand.way(bare).failure()));
        assertThat(hand.behind(bare)).isNotEmpty();
        assertThat(console.get("/api/admin/codes/" + bare + "/direct")
                        .expect(200)
                        .json()
                        .path("failure")
                        .asString())
                .isEqualTo("NOBODY");
    }

    @Test
    void after_a_lost_answer_there_is_one_at_the_platform_and_a_picture() {
        String name = "direct" + clock.instant().toEpochMilli();
        phones.post(
                        "admin/faults",
                        Map.of(
                                "path",
                                "POST /cgi-bin/externalcontact/add_contact_way",
                                "kind",
                                "LOSE_ANSWER",
                                "times",
                                3,
                                "about",
                                name))
                .expect(201);
        long code = codes.create(draft(name)).id();
        await().atMost(SOON).until(() -> {
            clock.advance(Duration.ofSeconds(10));
            return hand.way(code).content() != null;
        });
        assertThat(jdbc.sql("select count(*) from sandbox_contact_way where remark = :name")
                        .param("name", name)
                        .query(Integer.class)
                        .single())
                .as("two common ones and the direct one")
                .isEqualTo(3);
    }

    @Test
    void a_printed_code_outlives_a_change_of_mode_both_ways() {
        CodeDraft direct = draft(null, AllocationRules.PLAIN, Afterlife.NONE);
        long code = hand.made(direct);
        String printed = hand.printed(code);
        assertThat(scans.scan(rows.require(code).code(), LiveCodeFixtures.visitor()))
                .as("its landing page")
                .isInstanceOf(Landing.Guide.class);
        codes.edit(code, direct.as(CodeMode.LANDING));
        assertThat(codes.printed(List.of(rows.require(code))).get(code)).contains("/c/");
        hand.onDuty(guides.getLast(), false);
        hand.awaitBehind(code, guides.getFirst());
        codes.edit(code, direct);
        assertThat(hand.printed(code)).isEqualTo(printed);
    }

    private CodeDraft draft(String name) {
        return new CodeDraft(
                        name,
                        guides.stream()
                                .map(guide -> new PoolMember(guide, 1, false))
                                .toList(),
                        null,
                        Set.of(),
                        "",
                        WelcomePlan.NONE,
                        true,
                        null,
                        AllocationRules.PLAIN,
                        Afterlife.NONE)
                .as(CodeMode.DIRECT);
    }

    private CodeDraft draft(@Nullable Integer cap, AllocationRules rules, Afterlife afterlife) {
        CodeDraft plain = draft("收银台");
        return new CodeDraft(
                        plain.name(), plain.pool(), cap, Set.of(), "", WelcomePlan.NONE, true, null, rules, afterlife)
                .as(CodeMode.DIRECT);
    }

    private static AllocationRules.Shift shift(String name, LocalTime from, LocalTime to) {
        AllocationRules.Window window = new AllocationRules.Window(Set.of(DayOfWeek.values()), from, to);
        return new AllocationRules.Shift(name, null, null, List.of(window));
    }

    private Duration untilMidnight() {
        return until(LocalTime.MIDNIGHT).plusSeconds(1);
    }

    private Duration until(LocalTime time) {
        ZonedDateTime now = clock.instant().atZone(MovableClock.ZONE);
        ZonedDateTime then = now.with(time);
        return Duration.between(now, then.isAfter(now) ? then : then.plusDays(1));
    }
}
