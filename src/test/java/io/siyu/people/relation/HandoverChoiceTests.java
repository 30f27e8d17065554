package io.siyu.people.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.relation.HandoverFixtures.Friend;
import io.siyu.people.relation.HandoverFixtures.Guide;
import io.siyu.people.segment.Rule;
import io.siyu.people.segment.Segments;
import io.siyu.people.tag.Provenance;
import io.siyu.people.tag.Tags;
import io.siyu.sandbox.SandboxTest;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StoreId;
import io.siyu.testing.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Whom a handover is about, whom it cost, and whether WeChat Work's own list of the customers of who left is ours. */
@SandboxTest
class HandoverChoiceTests {

    private static final String HANDOVERS = "/api/admin/handovers";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Autowired
    ApplicationContext context;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Tags tags;

    @Autowired
    Segments segments;

    HandoverFixtures fixtures;
    Guide from;
    Guide to;

    @BeforeEach
    void people() {
        fixtures = new HandoverFixtures(context);
        StoreId store = fixtures.store();
        from = fixtures.guide("将调离" + RandomCode.letters(6), store);
        to = fixtures.guide("接替", store);
    }

    @Test
    void those_with_a_tag_in_a_segment_of_a_store_and_of_some_days_are_handed_over_and_nobody_else() {
        List<Friend> friends = fixtures.friends(from, 6);
        String name = "会员" + RandomCode.letters(6);
        long tag = tag(name);
        long other = tag(name + "2");
        Provenance byHand = new Provenance(Provenance.Kind.RULE, "test");
        tags.applyAll(ids(friends.subList(0, 3)), Set.of(tag), byHand);
        tags.applyAll(ids(friends.subList(2, 6)), Set.of(other), byHand);
        long segment = segments.create("分群" + name, new Rule.Tagged(Set.of(other)));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(segments.members(segment, null, 10).items()).hasSize(4));

        assertThat(chosen(Map.of("tagId", tag, "owned", false))).isEqualTo(3);
        assertThat(chosen(Map.of("segmentId", segment, "owned", false))).isEqualTo(4);
        assertThat(chosen(Map.of("tagId", tag, "segmentId", segment, "owned", true)))
                .isEqualTo(1);
        assertThat(chosen(Map.of("addedUntil", "2026-01-04", "owned", false))).isZero();
        assertThat(chosen(Map.of("addedFrom", "2026-01-05", "addedUntil", "2026-01-05", "owned", false)))
                .isEqualTo(6);
        assertThat(chosen(Map.of("storeId", fixtures.store().value(), "owned", false)))
                .as("another store's")
                .isZero();
        assertThat(chosen(Map.of("tagId", 999_999_999L, "owned", false))).isZero();
        fixtures.console
                .post(selection(), Map.of("addedFrom", "1200-01-01", "owned", false))
                .expectProblem(400, "handover.day_invalid");

        long id = fixtures.console
                .post(
                        HANDOVERS,
                        Map.of(
                                "fromStaffId",
                                from.id().value(),
                                "choice",
                                Map.of("tagId", tag, "segmentId", segment, "owned", true),
                                "takers",
                                List.of(to.id().value()),
                                "message",
                                "",
                                "withGroups",
                                false))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        assertThat(lines(id, "")
                        .valueStream()
                        .map(line -> line.path("customerId").asLong()))
                .containsExactly(friends.get(2).id().value());
    }

    @Test
    void who_refuses_and_who_deletes_the_new_guide_afterwards_is_counted_as_lost_and_who_comes_back_is_not() {
        List<Friend> friends = fixtures.friends(from, 4);
        long id = fixtures.started(from, to);
        fixtures.awaitCount(id, "WAITING", 4);
        fixtures.refuse(friends.getFirst());
        fixtures.awaitCount(id, "REFUSED", 1);
        clock.advance(Duration.ofHours(25));
        fixtures.awaitDone(id);
        // The platform counts in seconds: gone in the second they came is gone before.
        clock.advance(Duration.ofHours(1));
        delete(friends.get(1));
        awaitLost(id, 1, 1);
        clock.advance(Duration.ofDays(10));
        delete(friends.get(2));
        awaitLost(id, 1, 2);
        JsonNode detail = fixtures.detail(id);
        assertThat(detail.path("lost").path("refused").asInt()).isEqualTo(1);
        assertThat(detail.path("takers").path(0).path("lost").asInt()).isEqualTo(2);
        assertThat(lines(id, "?lost=true"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.path("lostAt").asString()).isNotEmpty());
        clock.advance(Duration.ofDays(40));
        delete(friends.get(3));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lines(id, "?lost=true")).hasSize(3));
        awaitLost(id, 1, 2);
        comeBack(friends.get(1));
        awaitLost(id, 0, 1);
    }

    private void comeBack(Friend friend) {
        Map<String, ?> again = Map.of(
                "phoneId",
                friend.phone(),
                "name",
                "客户",
                "userid",
                to.userId(),
                "addedAt",
                clock.instant().toString());
        fixtures.phones
                .post("admin/seed", Map.of("callbacks", true, "friends", List.of(again)))
                .expect(200);
    }

    @Test
    void the_platforms_list_of_the_customers_of_who_left_is_laid_beside_ours() {
        List<Friend> friends = fixtures.friends(from, 3);
        String unknown = fixtures.phones
                .post(
                        "admin/seed",
                        Map.of(
                                "friends",
                                List.of(Map.of(
                                        "name", "漏记", "userid", from.userId(), "addedAt", "2026-02-01T02:00:00Z"))))
                .expect(200)
                .json()
                .path("friends")
                .path(0)
                .path("externalUserid")
                .asString();
        fixtures.phones.delete("admin/members/" + from.userId()).expect(204);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(jdbc.sql("select active from staff_member where id = :id")
                                .param("id", from.id().value())
                                .query(Boolean.class)
                                .single())
                        .isFalse());
        String gone = friends.getFirst().externalUserId();
        jdbc.sql("update sandbox_relation set ended_at = now() where userid = :user and external_userid = :customer")
                .param("user", from.userId())
                .param("customer", gone)
                .update();
        fixtures.phones
                .post(
                        "admin/faults",
                        Map.of(
                                "path",
                                "/cgi-bin/externalcontact/get_unassigned_list",
                                "kind",
                                "REFUSE",
                                "code",
                                "48002",
                                "times",
                                1))
                .expect(201);
        compare();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(standing().path("trouble").asString()).contains("48002"));
        compare();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(standing().path("readAt").asString("")).isNotEmpty());
        assertThat(standing().path("there").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(mine("THERE")).containsExactly(unknown);
        assertThat(mine("HERE")).containsExactly(gone);
        assertThat(mine("")).containsExactlyInAnyOrder(unknown, gone);

        long handover = fixtures.started(from, to);
        fixtures.awaitCount(handover, "WAITING", 2);
        assertThat(mine("THERE")).as("on their way since the list was read").containsExactly(unknown);
        assertThat(mine("HERE")).as("asked for in vain: not theirs to give").containsExactly(gone);

        clock.advance(Duration.ofHours(25));
        fixtures.awaitCount(handover, "DONE", 2);
        assertThat(mine("THERE")).as("moved since the list was read").containsExactly(unknown);
        String first = standing().path("readAt").asString();
        compare();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(standing().path("readAt").asString()).isNotEqualTo(first));
        assertThat(standing().path("reading").asBoolean()).isFalse();
        assertThat(mine("THERE")).as("the second list in place of the first").containsExactly(unknown);
        assertThat(mine("HERE")).containsExactly(gone);
    }

    private long tag(String group) {
        return tags.createGroup(group, false, List.of("大客")).values().iterator().next();
    }

    private static List<CustomerId> ids(List<Friend> friends) {
        return friends.stream().map(Friend::id).toList();
    }

    private String selection() {
        return HANDOVERS + "/givers/" + from.id().value() + "/selection";
    }

    private int chosen(Map<String, ?> choice) {
        return fixtures.console
                .post(selection(), choice)
                .expect(200)
                .json()
                .path("customers")
                .asInt();
    }

    private JsonNode lines(long id, String query) {
        return fixtures.console
                .get(HANDOVERS + "/" + id + "/customers" + query)
                .expect(200)
                .json()
                .path("items");
    }

    private void delete(Friend friend) {
        fixtures.phones
                .delete("phones/" + friend.phone() + "/friends/" + to.userId())
                .expect(204);
    }

    private void awaitLost(long id, int week, int month) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode lost = fixtures.detail(id).path("lost");
            assertThat(lost.path("withinWeek").asInt()).isEqualTo(week);
            assertThat(lost.path("withinMonth").asInt()).isEqualTo(month);
        });
    }

    private void compare() {
        fixtures.console.post(HANDOVERS + "/left/comparison", Map.of()).expect(202);
    }

    private JsonNode standing() {
        return fixtures.console.get(HANDOVERS + "/left/comparison").expect(200).json();
    }

    private List<String> mine(String side) {
        return fixtures.console
                .get(HANDOVERS + "/left/differences?size=200" + (side.isEmpty() ? "" : "&side=" + side))
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("staffId").asLong() == from.id().value())
                .map(one -> one.path("externalUserId").asString())
                .toList();
    }
}
