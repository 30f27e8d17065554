package io.siyu.gateway.wecom.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.shared.RandomCode;
import io.siyu.testing.MovableClock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Callbacks that came at once, and are taken in together. */
@InboxTest
class TogetherTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    @Autowired
    Script.Mishaps mishaps;

    @Autowired
    OrderedLane lane;

    List<String> good =
            Stream.generate(() -> "wm" + RandomCode.letters(20)).limit(5).toList();
    String bad = "wm" + RandomCode.letters(20);

    @Test
    void one_that_fails_costs_nobody_else_an_attempt() {
        mishaps.failuresLeft.put("test.second " + bad, 1000);
        arriveAtOnce();
        await().untilAsserted(() -> {
            assertThat(of(good, "state", String.class)).hasSize(5).containsOnly("done");
            assertThat(of(List.of(bad), "attempts", Integer.class)).containsExactly(1);
        });
        assertThat(of(good, "attempts", Integer.class)).containsOnly(0);
        assertThat(effects(good)).containsOnly(2);
        assertThat(effects(List.of(bad))).containsOnly(0);

        mishaps.failuresLeft.clear();
        clock.advance(Duration.ofSeconds(1));
        await().untilAsserted(() ->
                assertThat(of(List.of(bad), "state", String.class)).containsExactly("done"));
        assertThat(effects(List.of(bad))).containsOnly(2);
    }

    @Test
    void one_that_kills_its_workers_is_met_alone_the_second_time() {
        mishaps.deathsLeft.put(Script.Moment.IN_THE_STEP + " " + bad + " 1", 1000);
        arriveAtOnce();
        for (int round = 0; round < 4; round++) {
            theDeadAreFollowed();
        }
        await().untilAsserted(() ->
                assertThat(of(good, "state", String.class)).hasSize(5).containsOnly("done"));
        assertThat(effects(good)).containsOnly(2);
        assertThat(of(List.of(bad), "interruptions", Integer.class)).allMatch(deaths -> deaths >= 2);
        mishaps.deathsLeft.clear();
        theDeadAreFollowed();
        await().untilAsserted(() ->
                assertThat(of(List.of(bad), "state", String.class)).containsExactly("done"));
    }

    /** In one commit, so that whoever claims first finds all of them. */
    private void arriveAtOnce() {
        jdbc.sql("""
                insert into wecom_inbox (digest, app, event, change_type, relation, fields, received_at, next_attempt_at)
                select decode(md5(who), 'hex'), 'main', :event, '', who || '|zhang',
                    jsonb_build_object('Event', :event, 'ExternalUserID', who, 'UserID', 'zhang', 'Number', '1'), :now, :now
                from unnest(:people::text[]) who""")
                .param("event", Script.EVENT)
                .param("people", everybody().toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private List<String> everybody() {
        return Stream.concat(Stream.of(bad), good.stream()).toList();
    }

    /** Once the leases of the dead have run out; a poller may be faster than we. */
    private void theDeadAreFollowed() {
        clock.advance(Duration.ofSeconds(61));
        try {
            while (lane.workOnce()) {
                Thread.onSpinWait();
            }
        } catch (Script.Death death) {
            // As it was told.
        }
    }

    private <T> List<T> of(List<String> people, String column, Class<T> type) {
        return jdbc.sql("select " + column + " from wecom_inbox where relation = any(:relations) order by id")
                .param("relations", people.stream().map(one -> one + "|zhang").toArray(String[]::new))
                .query(type)
                .list();
    }

    private List<Integer> effects(List<String> people) {
        return of(
                people,
                "(select count(*) from audit_entry where kind = 'test' and object_id = wecom_inbox.id::text)",
                Integer.class);
    }
}
