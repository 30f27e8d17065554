package io.siyu.reach.channel.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.gateway.wecom.ContactWays;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.shared.StaffId;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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

/** What is printed goes on working while the ways behind it change, and the platform forgets them when the code is gone. */
@SiyuTest
@Import(MovableClock.class)
class ContactWayTests {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    ApplicationContext context;

    @Autowired
    Codes codes;

    @Autowired
    Scans scans;

    @Autowired
    LandingAnswers answers;

    @Autowired
    ContactWayJobs jobs;

    @Autowired
    ContactWayReclaim reclaim;

    @Autowired
    ContactWayStrays strays;

    @Autowired
    Landings landings;

    @Autowired
    ContactWays platform;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    LiveCodeFixtures fixtures;
    StaffId guide = new StaffId(1);
    Codes.Created code = new Codes.Created(0, "");

    ContactWayTests(@Autowired ApplicationContext context) {
        fixtures = new LiveCodeFixtures(context);
    }

    @BeforeEach
    void make() {
        guide = fixtures.guides(1).getFirst();
        code = codes.create(draft(true));
        await().atMost(SOON).until(() -> configs("READY").size() == 5);
    }

    @Test
    void another_verification_takes_no_printed_code_out_of_service() {
        List<String> before = configs("READY");
        codes.edit(code.id(), draft(false));
        assertThat(scans.scan(code.code(), LiveCodeFixtures.visitor())).isInstanceOf(Landing.Guide.class);
        await().atMost(SOON).until(() -> before.stream().allMatch(this::asksForVerification));
        assertThat(configs("READY")).isEqualTo(before);
        assertThat(configs("RETIRED")).isEmpty();

        codes.edit(code.id(), draft(true));
        await().atMost(SOON).until(() -> before.stream().noneMatch(this::asksForVerification));
    }

    @Test
    void the_ways_of_an_archived_code_are_taken_down_after_a_farewell_and_made_anew_when_it_comes_back() {
        List<String> before = configs("READY");
        codes.archive(code.id());
        assertThat(configs("RETIRED")).isEqualTo(before);
        assertThat(platform.stateOf(before.getFirst())).isPresent();
        clock.advance(Duration.ofHours(25));
        await().atMost(SOON).until(() -> configs("DELETED").equals(before));
        assertThat(platform.stateOf(before.getFirst())).isEmpty();

        codes.restore(code.id());
        await().atMost(SOON).until(() -> configs("READY").size() == 5);
    }

    @Test
    void whoever_scans_a_code_before_its_ways_are_made_waits_a_moment_and_is_shown_a_guide() {
        orderedOnly(null);
        assertThat(scans.scan(code.code(), LiveCodeFixtures.visitor())).isInstanceOf(Landing.Soon.class);
        assertThat(scanned()).as("who is only asked to wait is not counted").isZero();
        assertThat(answers.of(new Landing.Soon(), new Visit("v")).html().apply("n"))
                .contains("<meta http-equiv=\"refresh\" content=\"2\">");
        await().atMost(SOON).until(() -> scans.scan(code.code(), LiveCodeFixtures.visitor()) instanceof Landing.Guide);
        assertThat(scanned()).isEqualTo(1);
        assertThat(configs("READY")).as("the others keep their turn").hasSize(1);
        assertThat(jdbc.sql("select min(rank) from channel_state where code_id = :code")
                        .param("code", code.id())
                        .query(Integer.class)
                        .single())
                .as("nobody waits for what is done with it from now on")
                .isGreaterThan(ContactWayJobs.AWAITED);
    }

    @Test
    void an_edit_waits_for_whoever_is_just_telling_the_platform_the_last_one() {
        jdbc.sql("update channel_state set outdated = true, skip_verify = false, due_at = :lease where code_id = :code")
                .param("lease", clock.instant().plus(Duration.ofMinutes(2)).atOffset(ZoneOffset.UTC))
                .param("code", code.id())
                .update();
        codes.edit(code.id(), draft(true));
        assertThat(jdbc.sql("select min(due_at) from channel_state where code_id = :code")
                        .param("code", code.id())
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .as("the turn is not taken away")
                .isAfter(clock.instant().plus(Duration.ofMinutes(1)));
        configs("READY").forEach(way -> platform.update(way, List.of(fixtures.userIdOf(guide)), false));
        ids().forEach(id -> jobs.verified(new ContactWayJobs.Job(
                id, code.id(), "COMMON", "READY", guide.value(), "", false, null, 0, false, "门店立牌")));
        await().atMost(SOON).until(() -> configs("READY").stream().noneMatch(this::asksForVerification));
    }

    @Test
    void ways_that_nobody_was_lent_for_a_month_make_room_and_come_back_when_somebody_scans() {
        clock.advance(ContactWayReclaim.IDLE.plusDays(1));
        reclaim.takeBack();
        assertThat(kinds("READY")).containsExactly("COMMON");
        assertThat(landings.open(code.code(), new Visit(LiveCodeFixtures.visitor())))
                .as("the common one goes on")
                .isInstanceOf(Landing.Guide.class);
        await().atMost(SOON).until(() -> {
            reclaim.workOnce();
            return kinds("READY").size() == 5;
        });
    }

    private List<String> kinds(String status) {
        return jdbc.sql("select kind from channel_state where code_id = :code and status = :status order by kind")
                .param("code", code.id())
                .param("status", status)
                .query(String.class)
                .list();
    }

    private List<Long> ids() {
        return jdbc.sql("select id from channel_state where code_id = :code order by id")
                .param("code", code.id())
                .query(Long.class)
                .list();
    }

    @Test
    void a_call_that_is_done_after_it_was_looked_for_leaves_no_second_way() {
        long id = ids().getFirst();
        String state = jdbc.sql(
                        "update channel_state set status = 'CALLING', config_id = null where id = :id returning state")
                .param("id", id)
                .query(String.class)
                .single();
        await().atMost(SOON).until(() -> configs("READY").size() == 5);
        String late = platform.add(List.of(fixtures.userIdOf(guide)), state, true, "门店立牌")
                .configId();
        strays.workOnce();
        assertThat(platform.stateOf(late)).as("others may still be under way").isPresent();

        clock.advance(ContactWayStrays.LATEST);
        strays.workOnce();
        assertThat(platform.stateOf(late)).isEmpty();
        assertThat(configs("READY"))
                .hasSize(5)
                .allSatisfy(way -> assertThat(platform.stateOf(way)).isPresent());
    }

    @Test
    void nobody_waits_for_a_platform_that_does_not_make_them() {
        orderedOnly(Duration.ofSeconds(30));
        assertThat(scans.scan(code.code(), LiveCodeFixtures.visitor())).isInstanceOf(Landing.Nobody.class);
        jdbc.sql("update channel_state set awaited_since = null, failure = 'REFUSED 41054' where code_id = :code")
                .param("code", code.id())
                .update();
        assertThat(scans.scan(code.code(), LiveCodeFixtures.visitor())).isInstanceOf(Landing.Nobody.class);
    }

    /** As if four thousand others were to be made before. */
    private void orderedOnly(@Nullable Duration awaited) {
        jdbc.sql("""
                update channel_state set status = 'INTENT', due_at = :later, awaited_since = :since, config_id = null, qr_url = null
                where code_id = :code""")
                .param("later", clock.instant().plus(Duration.ofDays(9)).atOffset(ZoneOffset.UTC))
                .param(
                        "since",
                        awaited == null ? null : clock.instant().minus(awaited).atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("code", code.id())
                .update();
    }

    private long scanned() {
        return jdbc.sql("select count(*) from channel_scan where code_id = :code")
                .param("code", code.id())
                .query(Long.class)
                .single();
    }

    private CodeDraft draft(boolean skipVerify) {
        return new CodeDraft(
                "门店立牌",
                List.of(new PoolMember(guide, 1, false)),
                null,
                Set.of(),
                "你好",
                WelcomePlan.NONE,
                skipVerify,
                null);
    }

    private boolean asksForVerification(String configId) {
        SandboxPhones phones = new SandboxPhones(context);
        long phone = phones.phone("小满").path("id").asLong();
        return phones.post("phones/" + phone + "/scan", Map.of("code", configId))
                .expect(200)
                .json()
                .path("card")
                .path("verificationNeeded")
                .asBoolean();
    }

    private List<String> configs(String status) {
        return jdbc.sql("select config_id from channel_state where code_id = :code and status = :status order by id")
                .param("code", code.id())
                .param("status", status)
                .query(String.class)
                .list();
    }
}
