package io.siyu.people.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.relation.HandoverFixtures.Friend;
import io.siyu.people.relation.HandoverFixtures.Guide;
import io.siyu.sandbox.SandboxTest;
import io.siyu.shared.StoreId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A customer who does not want the colleague, told twice or never. */
@SandboxTest
class RefusalNewsTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    private HandoverFixtures fixtures;
    private Guide from;
    private Guide to;

    @BeforeEach
    void people() {
        fixtures = new HandoverFixtures(context);
        StoreId store = fixtures.store();
        from = fixtures.guide("将调离", store);
        to = fixtures.guide("接替", store);
    }

    @Test
    void who_refused_is_counted_once_however_often_it_is_told() {
        List<Friend> friends = fixtures.friends(from, 2);
        long id = fixtures.started(from, to);
        fixtures.awaitCount(id, "WAITING", 2);
        fault("DUPLICATE", friends.getFirst());
        fixtures.refuse(friends.getFirst());
        fixtures.awaitCount(id, "REFUSED", 1);
        await().atMost(Duration.ofMinutes(1)).until(() -> told(friends.getFirst()) == 2);
        assertThat(fixtures.count(id, "REFUSED")).isEqualTo(1);
        assertThat(fixtures.count(id, "WAITING")).isEqualTo(1);
        assertThat(fixtures.friendsHere(from)).hasSize(2);
    }

    @Test
    void who_refused_without_our_being_told_is_found_by_asking() {
        List<Friend> friends = fixtures.friends(from, 1);
        long id = fixtures.started(from, to);
        fixtures.awaitCount(id, "WAITING", 1);
        fault("LOSE", friends.getFirst());
        fixtures.refuse(friends.getFirst());
        fixtures.awaitDone(id);
        assertThat(told(friends.getFirst())).isZero();
        assertThat(fixtures.count(id, "REFUSED")).isEqualTo(1);
    }

    private void fault(String kind, Friend about) {
        fixtures.phones
                .post(
                        "admin/faults",
                        Map.of(
                                "path",
                                "callback:work",
                                "kind",
                                kind,
                                "times",
                                1,
                                "millis",
                                1_000,
                                "about",
                                about.externalUserId()))
                .expect(201);
    }

    private long told(Friend friend) {
        return jdbc.sql("""
                select count(*) from sandbox_delivery
                where state = 'DELIVERED' and plain like '%transfer_fail%' and plain like '%' || :external || '%'""")
                .param("external", friend.externalUserId())
                .query(Long.class)
                .single();
    }
}
