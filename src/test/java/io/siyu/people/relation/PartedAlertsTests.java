package io.siyu.people.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertSource;
import io.siyu.people.relation.HandoverFixtures.Friend;
import io.siyu.people.relation.HandoverFixtures.Guide;
import io.siyu.sandbox.SandboxTest;
import io.siyu.testing.MovableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Friends who part in numbers are told of. */
@SandboxTest
class PartedAlertsTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    List<AlertSource> sources;

    @Autowired
    MovableClock clock;

    @Test
    void three_customers_who_delete_one_guide_in_a_day_and_one_whom_a_guide_deletes() {
        HandoverFixtures fixtures = new HandoverFixtures(context);
        Guide guide = fixtures.guide("小周", null);
        List<Friend> friends = fixtures.friends(guide, 4);
        friends.subList(0, 2).forEach(friend -> deletes(fixtures, friend, guide));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(fixtures.friendsHere(guide)).hasSize(2));
        assertThat(about(guide, "relation.lost")).isEmpty();
        deletes(fixtures, friends.get(2), guide);
        fixtures.phones
                .delete("guides/" + guide.userId() + "/customers/"
                        + friends.get(3).externalUserId())
                .expect(204);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(about(guide, "relation.lost"))
                        .containsExactly(Alert.todo(
                                        "relation.lost",
                                        guide.id().toString(),
                                        "/customers?ownerStaffId=" + guide.id(),
                                        "小周",
                                        3)
                                .about(guide.id())));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(about(guide, "relation.deleted_by_guide")).hasSize(1));
        clock.advance(Duration.ofDays(1).plusMinutes(1));
        assertThat(about(guide, "relation.lost")).isEmpty();
    }

    private void deletes(HandoverFixtures fixtures, Friend friend, Guide guide) {
        fixtures.phones
                .delete("phones/" + friend.phone() + "/friends/" + guide.userId())
                .expect(204);
    }

    private List<Alert> about(Guide guide, String kind) {
        return sources.stream()
                .filter(source -> source.kind().equals(kind))
                .flatMap(source -> source.standing().stream())
                .filter(alert -> alert.subject().equals(guide.id().toString()))
                .toList();
    }
}
