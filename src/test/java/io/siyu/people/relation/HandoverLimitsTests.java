package io.siyu.people.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.job.PolledWork;
import io.siyu.people.relation.HandoverFixtures.Friend;
import io.siyu.people.relation.HandoverFixtures.Guide;
import io.siyu.sandbox.SandboxTest;
import io.siyu.sandbox.work.GroupChats;
import io.siyu.shared.StoreId;
import io.siyu.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the platform allows of handovers: a customer twice in ninety days, and 300 groups a day to one owner. */
@SandboxTest
class HandoverLimitsTests {

    private static final String TOO_OFTEN = "90 天内已被转接 2 次，暂时不能再转";
    private static final int GROUPS_A_DAY = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Autowired
    ApplicationContext context;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    GroupChats platform;

    @Autowired
    List<PolledWork> works;

    HandoverFixtures fixtures;
    Guide from;
    Guide to;
    Guide other;

    @BeforeEach
    void people() {
        fixtures = new HandoverFixtures(context);
        StoreId store = fixtures.store();
        from = fixtures.guide("将调离", store);
        to = fixtures.guide("接替甲", store);
        other = fixtures.guide("接替乙", store);
    }

    @Test
    void a_customer_who_was_handed_over_twice_is_held_back_until_ninety_days_are_over() {
        Friend often = fixtures.friends(from, 1).getFirst();
        Instant first = clock.instant();
        handedOver(from, to);
        handedOver(to, other);
        Friend fresh = fixtures.friends(other, 1).getFirst();

        long third = fixtures.draft(other, false, from);
        assertOutlook(third, 1, 1);
        fixtures.console
                .post("/api/admin/handovers/" + third + "/start", Map.of())
                .expect(204);
        fixtures.awaitCount(third, "WAITING", 1);
        JsonNode held = customer(third, "FAILED");
        assertThat(held.path("customerId").asLong()).isEqualTo(often.id().value());
        assertThat(held.path("reason").asString()).isEqualTo(TOO_OFTEN);
        assertThat(fixtures.askedAtThePlatform(other)).containsExactly(fresh.externalUserId());
        clock.advance(Duration.ofHours(25));
        fixtures.awaitDone(third);

        clock.setTo(first.plus(Duration.ofDays(90)).minusSeconds(1));
        assertOutlook(fixtures.draft(other, false, to), 0, 1);
        clock.advance(Duration.ofSeconds(1));
        assertOutlook(fixtures.draft(other, false, to), 1, 0);
        handedOver(other, to);
        assertThat(fixtures.friendsAtThePlatform(to)).containsExactly(often.externalUserId());
    }

    @Test
    void a_customer_whom_others_handed_over_twice_is_told_by_the_platform() {
        List<Friend> friends = fixtures.friends(from, 2);
        movedElsewhere(friends.getFirst());
        movedElsewhere(friends.getFirst());
        long id = fixtures.draft(from, false, to);
        assertOutlook(id, 2, 0);
        fixtures.console.post("/api/admin/handovers/" + id + "/start", Map.of()).expect(204);
        fixtures.awaitCount(id, "WAITING", 1);
        JsonNode refused = customer(id, "FAILED");
        assertThat(refused.path("customerId").asLong())
                .isEqualTo(friends.getFirst().id().value());
        assertThat(refused.path("reason").asString()).isEqualTo(TOO_OFTEN);
    }

    @Test
    void the_301st_group_of_a_day_waits_for_midnight_and_then_goes_on() {
        inTheMorning();
        groups(GROUPS_A_DAY + 1);
        long id = started();
        awaitGroups(id, GROUPS_A_DAY, 1);
        Instant midnight = midnight();
        awaitPutOffTo(midnight, id);
        assertThat(fixtures.detail(id).path("handover").path("state").asString())
                .isEqualTo("RUNNING");
        assertThat(givenAtThePlatform(to)).isEqualTo(GROUPS_A_DAY);

        clock.setTo(midnight.minusSeconds(1));
        awaitRest();
        assertThat(givenAtThePlatform(to)).isEqualTo(GROUPS_A_DAY);
        clock.setTo(midnight);
        awaitGroups(id, GROUPS_A_DAY + 1, 0);
        fixtures.awaitDone(id);
        assertThat(givenAtThePlatform(to)).as("each once").isEqualTo(GROUPS_A_DAY + 1);
    }

    @Test
    void groups_of_which_the_answer_was_lost_are_looked_at_on_a_day_that_is_full_too() {
        inTheMorning();
        groups(GROUPS_A_DAY + 1);
        loseTheNextAnswer();
        long id = started();
        awaitGroups(id, 200, 1);
        clock.advance(Duration.ofSeconds(10));
        awaitGroups(id, GROUPS_A_DAY, 1);
        awaitRest();
        assertThat(givenAtThePlatform(to)).isEqualTo(GROUPS_A_DAY);
    }

    @Test
    void groups_that_others_gave_count_too_and_the_refused_wait_for_midnight() {
        inTheMorning();
        groups(2);
        givenByOthers(GROUPS_A_DAY - 1);
        long id = started();
        awaitGroups(id, 1, 1);
        Instant midnight = midnight();
        awaitPutOffTo(midnight, id);
        clock.setTo(midnight);
        fixtures.awaitDone(id);
        awaitGroups(id, 2, 0);
    }

    private void handedOver(Guide giver, Guide taker) {
        long id = fixtures.draft(giver, false, taker);
        fixtures.console.post("/api/admin/handovers/" + id + "/start", Map.of()).expect(204);
        fixtures.awaitCount(id, "WAITING", 1);
        clock.advance(Duration.ofHours(25));
        fixtures.awaitDone(id);
        assertThat(fixtures.count(id, "DONE")).isEqualTo(1);
    }

    private void assertOutlook(long handover, int ready, int tooOften) {
        JsonNode outlook = fixtures.detail(handover).path("outlook");
        assertThat(outlook.path("ready").asInt()).as("%s", outlook).isEqualTo(ready);
        assertThat(outlook.path("tooOften").asInt()).as("%s", outlook).isEqualTo(tooOften);
    }

    private JsonNode customer(long handover, String state) {
        List<JsonNode> lines = fixtures.console
                .get("/api/admin/handovers/" + handover + "/customers?state=" + state)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .toList();
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    /** By the platform's own administration, of which we learn nothing. */
    private void movedElsewhere(Friend friend) {
        jdbc.sql("""
                insert into sandbox_transfer (handover_userid, takeover_userid, external_userid, resigned, state, asked_at, effective_at)
                values ('somebody', 'another', :external, false, 'DONE', :at, :at)""")
                .param("external", friend.externalUserId())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** So that no midnight passes while the groups are given. */
    private void inTheMorning() {
        clock.setTo(midnight().plus(Duration.ofHours(10)));
    }

    private Instant midnight() {
        return clock.instant()
                .atZone(MovableClock.ZONE)
                .toLocalDate()
                .plusDays(1)
                .atTime(LocalTime.MIDNIGHT)
                .atZone(MovableClock.ZONE)
                .toInstant();
    }

    /** Told to nobody, so that nothing but their owners is read. */
    private void groups(int number) {
        IntStream.range(0, number).forEach(i -> platform.open("会员群" + i, from.userId(), clock.instant()));
    }

    private long started() {
        long id = fixtures.draft(from, true, to);
        fixtures.console.post("/api/admin/handovers/" + id + "/start", Map.of()).expect(204);
        return id;
    }

    private void awaitGroups(long id, int done, int queued) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode groups = fixtures.detail(id).path("groups");
            assertThat(groups.path("DONE").asInt(0)).as("%s", groups).isEqualTo(done);
            assertThat(groups.path("QUEUED").asInt(0)).as("%s", groups).isEqualTo(queued);
        });
    }

    private void awaitPutOffTo(Instant at, long id) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dueOfThoseWaiting(id)).containsExactly(at));
    }

    private List<Instant> dueOfThoseWaiting(long id) {
        return fixtures.console
                .get("/api/admin/handovers/" + id + "/groups")
                .expect(200)
                .json()
                .valueStream()
                .filter(group -> group.path("state").asString().equals("QUEUED"))
                .map(group -> Instant.parse(group.path("dueAt").asString()))
                .toList();
    }

    /** Until it finds nothing to do. */
    private void awaitRest() {
        PolledWork work = works.stream()
                .filter(one -> one.name().equals("relation.handover-groups"))
                .findFirst()
                .orElseThrow();
        await().atMost(PATIENCE).until(() -> !work.workOnce());
    }

    private void loseTheNextAnswer() {
        fixtures.phones
                .post(
                        "admin/faults",
                        Map.of(
                                "path",
                                "/cgi-bin/externalcontact/groupchat/onjob_transfer",
                                "kind",
                                "LOSE_ANSWER",
                                "times",
                                1))
                .expect(201);
    }

    private void givenByOthers(int number) {
        String chat = platform.open("别人的群", to.userId(), clock.instant()).chatId();
        jdbc.sql("""
                insert into sandbox_group_transfer (chat_id, new_owner, resigned, at)
                select :chat, :owner, false, :at from generate_series(1, :number)""")
                .param("chat", chat)
                .param("owner", to.userId())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("number", number)
                .update();
    }

    private int givenAtThePlatform(Guide owner) {
        return jdbc.sql("select count(*) from sandbox_group_transfer where new_owner = :owner")
                .param("owner", owner.userId())
                .query(Integer.class)
                .single();
    }
}
