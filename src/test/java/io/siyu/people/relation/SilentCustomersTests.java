package io.siyu.people.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertSource;
import io.siyu.foundation.job.PolledWork;
import io.siyu.people.relation.HandoverFixtures.Friend;
import io.siyu.people.relation.HandoverFixtures.Guide;
import io.siyu.people.staff.RoleScope;
import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.sandbox.SandboxTest;
import io.siyu.shared.CustomerId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Friends of whom nothing was heard are told of, and are found in the list that the alert leads to. */
@SandboxTest
class SilentCustomersTests {

    private static final String KIND = "relation.silent";

    @Autowired
    ApplicationContext context;

    @Autowired
    List<AlertSource> sources;

    @Autowired
    List<PolledWork> works;

    @Autowired
    Timeline timeline;

    @Autowired
    MovableClock clock;

    private HandoverFixtures fixtures;
    private Guide guide;

    @BeforeEach
    void aGuide() {
        fixtures = new HandoverFixtures(context);
        guide = fixtures.guide("小静", fixtures.store());
        setting(true, 30, 1);
    }

    @AfterEach
    void putBack() {
        proposed();
    }

    @Test
    void who_falls_silent_is_told_of_and_who_does_something_is_not_any_more() {
        List<Friend> friends = friends(4);
        Friend silent = friends.get(0);
        Friend thirtyDaysAgo = friends.get(1);
        did(silent, "task.done", now());
        did(thirtyDaysAgo, "scan", now().minus(Duration.ofDays(30)));
        did(friends.get(2), "order.paid", now());
        fixtures.phones
                .delete("phones/" + friends.get(3).phone() + "/friends/" + guide.userId())
                .expect(204);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(fixtures.friendsHere(guide)).hasSize(3));

        told(alert(1, 30));
        assertThat(listed(fixtures.console, 30)).containsExactly(silent.id());

        clock.advance(Duration.ofDays(1));
        told(alert(2, 30));
        assertThat(listed(fixtures.console, 30)).containsExactly(thirtyDaysAgo.id(), silent.id());

        did(silent, "coupon.used", now());
        assertThat(listed(fixtures.console, 30)).containsExactly(thirtyDaysAgo.id());
        clock.advance(Duration.ofMinutes(61));
        told(alert(1, 30));

        did(thirtyDaysAgo, "scan", now());
        clock.advance(Duration.ofMinutes(61));
        told();
    }

    @Test
    void after_how_many_days_is_decided_by_the_brand_and_whether_at_all() {
        Friend friend = friends(1).getFirst();
        did(friend, "order.paid", now().minus(Duration.ofDays(10)));
        told();
        setting(true, 9, 1);
        told(alert(1, 9));
        setting(false, 9, 1);
        await().atMost(Duration.ofMinutes(1)).until(() -> onTheHomePage().isEmpty());
        setting(true, 9, 1);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(onTheHomePage()).containsExactly("小静 有 1 位客户 9 天没有动静"));
    }

    @Test
    void a_guide_is_told_of_from_as_many_silent_customers_on_as_the_brand_says() {
        friends(2);
        clock.advance(Duration.ofDays(31));
        setting(true, 30, 3);
        told();
        setting(true, 30, 2);
        told(alert(2, 30));
        proposed();
        assertThat(settingOf("least")).isEqualTo(20);
        told();
    }

    @Test
    void who_is_silent_is_not_asked_of_everybody() {
        fixtures.console.get("/api/admin/customers?silentDays=30").expectProblem(400, "customer.silent_of_whom");
        fixtures.console
                .get("/api/admin/customers?silentDays=30&ownerStoreId=1")
                .expect(200);
        fixtures.console
                .post(
                        "/api/admin/exports",
                        Map.of("list", "customers", "filters", Map.of("silentDays", "30", "q", "小静")))
                .expectProblem(400, "customer.silent_of_whom");
    }

    @Test
    void the_list_pages_and_shows_nobody_else_his_customers() {
        List<CustomerId> newestFirst =
                friends(3).stream().map(Friend::id).toList().reversed();
        assertThat(listed(fixtures.console, 30)).isEqualTo(newestFirst);
        assertThat(listed(ConsoleClient.with(context, RoleScope.OWN, guide.id(), "customer.read"), 30))
                .isEqualTo(newestFirst);
        Guide other = fixtures.guide("别人", fixtures.store());
        assertThat(listed(ConsoleClient.with(context, RoleScope.OWN, other.id(), "customer.read"), 30))
                .isEmpty();
        fixtures.console.get("/api/admin/customers?silentDays=0").expectProblem(400, "request.invalid");
    }

    private List<Friend> friends(int number) {
        List<Friend> friends = fixtures.friends(guide, number);
        await().atMost(Duration.ofMinutes(1)).until(() -> fixtures.owned(guide) == number);
        return friends;
    }

    private Instant now() {
        return clock.instant();
    }

    private void did(Friend friend, String what, Instant at) {
        timeline.record(new Activity(friend.id(), what, at, 0, Map.of(), "test", friend.id() + "/" + what + "/" + at));
    }

    /** In slices of two. */
    private List<CustomerId> listed(ConsoleClient console, int days) {
        List<CustomerId> ids = new ArrayList<>();
        String address = "/api/admin/customers?size=2&silentDays=" + days + "&ownerStaffId=" + guide.id();
        String after = "";
        do {
            JsonNode slice = console.get(address + after).expect(200).json();
            slice.path("items")
                    .valueStream()
                    .forEach(line -> ids.add(new CustomerId(line.path("id").asLong())));
            after = slice.hasNonNull("next") ? "&after=" + slice.path("next").asString() : "";
        } while (!after.isEmpty());
        return ids;
    }

    /** Another hand may be counting this guide just now. */
    private void told(Alert... expected) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(alerts()).containsExactly(expected));
    }

    private List<Alert> alerts() {
        works.stream().filter(work -> work.name().equals("relation.silence")).forEach(work -> {
            while (work.workOnce()) {
                // As long as there is somebody to count.
            }
        });
        return sources.stream()
                .filter(source -> source.kind().equals(KIND))
                .flatMap(source -> source.standing().stream())
                .filter(alert -> alert.subject().equals(guide.id().toString()))
                .toList();
    }

    private Alert alert(long silent, int days) {
        String link = "/customers?ownerStaffId=" + guide.id() + "&silentDays=" + days;
        return Alert.todo(KIND, guide.id().toString(), link, "小静", silent, days).about(guide.id());
    }

    private List<String> onTheHomePage() {
        return fixtures.console
                .get("/api/admin/alerts?nature=TODO&size=200")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("link").asString().contains("ownerStaffId=" + guide.id() + "&silentDays"))
                .map(one -> one.path("title").asString())
                .toList();
    }

    private void setting(boolean enabled, int days, int least) {
        fixtures.console
                .put(
                        "/api/admin/alerts/settings/" + KIND,
                        Map.of(
                                "enabled",
                                enabled,
                                "threshold",
                                days,
                                "least",
                                least,
                                "card",
                                true,
                                "staffIds",
                                List.of()))
                .expect(204);
    }

    /** As proposed. */
    private void proposed() {
        fixtures.console
                .put(
                        "/api/admin/alerts/settings/" + KIND,
                        Map.of("enabled", true, "threshold", 30, "card", true, "staffIds", List.of()))
                .expect(204);
    }

    private int settingOf(String part) {
        return fixtures.console
                .get("/api/admin/alerts/settings")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(line -> line.path("kind").asString().equals(KIND))
                .findFirst()
                .orElseThrow()
                .path(part)
                .asInt();
    }
}
