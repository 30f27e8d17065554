package io.siyu.people.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.gateway.wecom.Transfers;
import io.siyu.people.relation.HandoverFixtures.Friend;
import io.siyu.people.relation.HandoverFixtures.Guide;
import io.siyu.sandbox.SandboxTest;
import io.siyu.shared.StoreId;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Race;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Customers handed over through the whole product and the simulated platform: nobody lost, nobody twice. */
@SandboxTest
class HandoverTests {

    /** A real brand's handover is run with {@code -Dsiyu.handover.customers=5000}. */
    private static final int CUSTOMERS = Integer.getInteger("siyu.handover.customers", 150);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Autowired
    ApplicationContext context;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Transfers transfers;

    @Autowired
    Relations relations;

    HandoverFixtures fixtures;
    StoreId store;
    Guide from;
    Guide to;
    Guide other;

    @BeforeEach
    void people() {
        fixtures = new HandoverFixtures(context);
        store = fixtures.store();
        from = fixtures.guide("将调离", store);
        to = fixtures.guide("接替甲", store);
        other = fixtures.guide("接替乙", store);
    }

    @Test
    void a_whole_guide_is_handed_over_with_refusals_departures_and_a_taker_who_is_full() {
        List<Friend> friends = fixtures.friends(from, CUSTOMERS);
        int share = CUSTOMERS / 2;
        long id = fixtures.draft(from, false, to, other);
        assertThat(fixtures.detail(id).path("outlook").path("ready").asInt()).isEqualTo(CUSTOMERS);
        fixtures.phones
                .put("admin/members/" + other.userId() + "/limit", Map.of("mostCustomers", share * 4 / 5))
                .expect(204);
        fixtures.console.post("/api/admin/handovers/" + id + "/start", Map.of()).expect(204);
        fixtures.awaitCount(id, "WAITING", CUSTOMERS);

        List<Friend> refusing = IntStream.range(0, CUSTOMERS / 50)
                .mapToObj(i -> friends.get(i * 50))
                .toList();
        refusing.forEach(fixtures::refuse);
        Friend leaving = friends.get(1);
        fixtures.phones
                .delete("phones/" + leaving.phone() + "/friends/" + from.userId())
                .expect(204);
        fixtures.awaitCount(id, "REFUSED", refusing.size());
        fixtures.awaitCount(id, "LEFT", 1);

        clock.advance(Duration.ofHours(25));
        fixtures.awaitDone(id);
        long full = fixtures.count(id, "FULL");
        assertThat(full).isPositive();
        assertThat(fixtures.count(id, "DONE")).isEqualTo(CUSTOMERS - refusing.size() - 1 - full);
        for (Guide guide : List.of(from, to, other)) {
            assertThat(fixtures.friendsHere(guide)).isEqualTo(fixtures.friendsAtThePlatform(guide));
            assertThat(fixtures.owned(guide))
                    .isEqualTo(fixtures.friendsHere(guide).size() + (guide == from ? 1 : 0));
        }
        assertThat(fixtures.askedAtThePlatform(from)).hasSize(CUSTOMERS).doesNotHaveDuplicates();
        assertThat(jdbc.sql("""
                select count(*) from relation_ownership where staff_id in (:takers) and until is null
                  and reason = 'HANDED_OVER'""")
                        .param("takers", List.of(to.id().value(), other.id().value()))
                        .query(Long.class)
                        .single())
                .isEqualTo(fixtures.count(id, "DONE"));
    }

    @Test
    void after_a_lost_answer_the_platform_is_asked_what_it_knows_and_nobody_is_asked_for_twice() {
        fixtures.friends(from, 5);
        fault("LOSE_ANSWER");
        long id = fixtures.started(from, to);
        fixtures.awaitCount(id, "UNSURE", 5);
        clock.advance(Duration.ofSeconds(10));
        fixtures.awaitCount(id, "WAITING", 5);
        assertThat(fixtures.askedAtThePlatform(from)).hasSize(5);
    }

    @Test
    void after_a_crash_between_call_and_result_those_it_did_not_reach_are_asked_for_and_the_others_not() {
        List<Friend> friends = fixtures.friends(from, 4);
        long id = fixtures.draft(from, false, to);
        List<String> reached =
                friends.subList(0, 2).stream().map(Friend::externalUserId).toList();
        transfers.ask(from.userId(), to.userId(), reached, "");
        jdbc.sql("""
                update relation_handover_item set state = 'ASKING', asked_at = :now, due_at = :now where handover_id = :id""")
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .param("id", id)
                .update();
        jdbc.sql("update relation_handover set state = 'RUNNING' where id = :id")
                .param("id", id)
                .update();
        fixtures.awaitCount(id, "WAITING", 4);
        assertThat(fixtures.askedAtThePlatform(from))
                .containsExactlyInAnyOrderElementsOf(
                        friends.stream().map(Friend::externalUserId).toList());
    }

    @Test
    void of_two_handovers_of_the_same_customers_each_has_a_customer_or_the_other() throws InterruptedException {
        fixtures.friends(from, 20);
        List<Long> drafts = List.of(fixtures.draft(from, false, to), fixtures.draft(from, false, other));
        Race.Finish<Integer> finish = Race.of(
                2,
                i -> () -> fixtures.console
                        .post("/api/admin/handovers/" + drafts.get(i) + "/start", Map.of())
                        .status());
        assertThat(finish.failures()).isEmpty();
        assertThat(finish.answers()).containsOnly(204);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixtures.count(drafts.getFirst(), "WAITING")
                                + fixtures.count(drafts.getLast(), "WAITING"))
                        .isEqualTo(20));
        assertThat(fixtures.count(drafts.getFirst(), "FAILED") + fixtures.count(drafts.getLast(), "FAILED"))
                .isEqualTo(20);
        assertThat(fixtures.askedAtThePlatform(from)).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void who_refused_is_tried_again_some_days_later_and_may_say_yes() {
        Friend friend = fixtures.friends(from, 1).getFirst();
        long first = fixtures.started(from, to);
        fixtures.awaitCount(first, "WAITING", 1);
        fixtures.refuse(friend);
        fixtures.awaitDone(first);
        assertThat(fixtures.console
                        .get("/api/admin/handovers/" + first + "/customers?state=REFUSED")
                        .expect(200)
                        .json()
                        .path("items")
                        .path(0)
                        .path("reason")
                        .asString())
                .isEqualTo("客户在 24 小时内拒绝了转接");
        long second = fixtures.console
                .post("/api/admin/handovers/" + first + "/second-try", Map.of("days", 7))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        fixtures.console
                .post("/api/admin/handovers/" + second + "/start", Map.of())
                .expect(204);
        assertThat(fixtures.count(second, "QUEUED")).isEqualTo(1);
        clock.advance(Duration.ofDays(7).plusMinutes(1));
        fixtures.awaitCount(second, "WAITING", 1);
        clock.advance(Duration.ofHours(25));
        fixtures.awaitDone(second);
        assertThat(relations.ownerOf(friend.id())).contains(to.id());
    }

    @Test
    void somebody_who_left_is_handed_over_with_groups_and_a_stop_frees_who_was_not_asked_for() {
        fixtures.friends(from, 3);
        for (int i = 0; i < 2; i++) {
            fixtures.phones
                    .post("admin/groups", Map.of("name", "会员群" + i, "owner", from.userId()))
                    .expect(201);
        }
        fixtures.phones.delete("admin/members/" + from.userId()).expect(204);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(jdbc.sql("select active from staff_member where id = :id")
                                .param("id", from.id().value())
                                .query(Boolean.class)
                                .single())
                        .isFalse());
        long id = fixtures.draft(from, true, to);
        fault("REFUSE");
        fixtures.console.post("/api/admin/handovers/" + id + "/start", Map.of()).expect(204);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixtures.detail(id)
                                .path("handover")
                                .path("trouble")
                                .asString())
                        .contains("稍后自动继续"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                fixtures.detail(id).path("groups").path("DONE").asInt(0))
                        .isEqualTo(2));
        assertThat(fixtures.detail(id).path("handover").path("trouble").asString())
                .as("that its groups are given is no news of its customers")
                .contains("稍后自动继续");
        fixtures.console.post("/api/admin/handovers/" + id + "/stop", Map.of()).expect(204);
        assertThat(fixtures.count(id, "PLANNED")).isEqualTo(3);
        fixtures.console
                .post("/api/admin/handovers/" + id + "/resume", Map.of())
                .expect(204);
        clock.advance(Duration.ofMinutes(2));
        fixtures.awaitCount(id, "WAITING", 3);
        clock.advance(Duration.ofHours(25));
        fixtures.awaitDone(id);
        assertThat(fixtures.owned(to)).isEqualTo(3);
        assertThat(fixtures.friendsHere(to)).isEqualTo(fixtures.friendsAtThePlatform(to));
    }

    @Test
    void a_group_that_could_not_be_given_is_offered_to_another_owner_by_hand() {
        fixtures.phones
                .post("admin/groups", Map.of("name", "会员群", "owner", from.userId()))
                .expect(201);
        long id = fixtures.draft(from, true, to);
        fixtures.phones
                .post(
                        "admin/faults",
                        Map.of(
                                "path",
                                "/cgi-bin/externalcontact/groupchat/onjob_transfer",
                                "kind",
                                "REFUSE",
                                "code",
                                "90503",
                                "times",
                                1))
                .expect(201);
        fixtures.console.post("/api/admin/handovers/" + id + "/start", Map.of()).expect(204);
        awaitGroup(id, "FAILED", to);
        String groups = "/api/admin/handovers/" + id + "/groups";
        String chat = fixtures.console.get(groups).json().path(0).path("chatId").asString();
        fixtures.console
                .post(
                        groups + "/assignments",
                        Map.of("chats", List.of(chat), "to", from.id().value()))
                .expectProblem(400, "handover.takers_missing");
        fixtures.console
                .post(
                        groups + "/assignments",
                        Map.of("chats", List.of(chat), "to", other.id().value()))
                .expect(200);
        awaitGroup(id, "DONE", other);
    }

    private void awaitGroup(long id, String state, Guide owner) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var group = fixtures.console
                    .get("/api/admin/handovers/" + id + "/groups")
                    .json()
                    .path(0);
            assertThat(group.path("state").asString()).isEqualTo(state);
            assertThat(group.path("toStaffId").asLong()).isEqualTo(owner.id().value());
        });
    }

    private void fault(String kind) {
        String path = kind.equals("REFUSE") ? "resigned/transfer_customer" : "transfer_customer";
        fixtures.phones
                .post(
                        "admin/faults",
                        Map.of("path", "/cgi-bin/externalcontact/" + path, "kind", kind, "code", "45009", "times", 1))
                .expect(201);
    }
}
