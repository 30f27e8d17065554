package io.siyu.gateway.wecom.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Workers whose process is killed in the middle of a callback. */
@InboxTest
class DyingWorkersTests {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    @Autowired
    Script.Mishaps mishaps;

    @Autowired
    OrderedLane lane;

    String customer = "wm" + RandomCode.letters(20);

    @Test
    void workers_that_die_at_any_moment_neither_lose_a_callback_nor_kill_it() {
        dieAtEveryMoment();
        post(1);
        post(2);
        // The one who dies after the last step has done it all.
        surviveDeaths(1, 15);
        takenInOnce();
    }

    @Test
    void nor_do_they_when_each_step_stands_for_itself_after_a_failure() {
        mishaps.failuresLeft.put("test.second " + customer, 1);
        post(1);
        await().untilAsserted(() -> assertThat(of("attempts", Integer.class)).containsExactly(1));
        dieAtEveryMoment();
        post(2);
        theNextTakesOver();
        surviveDeaths(2, 16);
        takenInOnce();
    }

    private void dieAtEveryMoment() {
        for (Script.Moment moment : Script.Moment.values()) {
            mishaps.deathsLeft.put(moment + " " + customer + " 1", 5);
        }
        // Once it is done it is not done again, so there one can die but once.
        mishaps.deathsLeft.put(Script.Moment.AFTER_THE_LAST_STEP + " " + customer + " 1", 1);
    }

    private void surviveDeaths(int firstClaim, int deaths) {
        for (int claim = firstClaim; claim < firstClaim + deaths; claim++) {
            awaitHeld(claim);
            assertThat(states()).containsExactly("waiting", "waiting");
            theNextTakesOver();
        }
    }

    private void takenInOnce() {
        await().untilAsserted(() -> assertThat(states()).containsExactly("done", "done"));
        assertThat(mishaps.order.stream().filter(line -> line.startsWith(customer)))
                .containsExactly(
                        customer + " 1 test.first",
                        customer + " 1 test.second",
                        customer + " 2 test.first",
                        customer + " 2 test.second");
        assertThat(of(
                        "(select count(*) from audit_entry where kind = 'test' and object_id = wecom_inbox.id::text)",
                        Integer.class))
                .containsExactly(2, 2);
    }

    @Test
    void a_callback_that_kills_whoever_touches_it_is_stopped_and_holds_up_nobody() {
        mishaps.deathsLeft.put(Script.Moment.IN_THE_STEP + " " + customer + " 1", 1000);
        post(1);
        post(2);
        for (int death = 1; death <= OrderedLane.MOST_INTERRUPTIONS + 1; death++) {
            awaitHeld(death);
            theNextTakesOver();
        }
        await().untilAsserted(() -> assertThat(states()).containsExactly("dead", "done"));
        assertThat(of("error", String.class).getFirst()).isEqualTo("INTERRUPTED");
        mishaps.deathsLeft.clear();
        ConsoleClient.administrator(context)
                .post("/api/admin/callbacks/" + of("id", Long.class).getFirst() + "/replay", Map.of())
                .expect(200);
        await().untilAsserted(() -> assertThat(states()).containsExactly("done", "done"));
    }

    private void post(int number) {
        String message = Envelope.message(
                environment,
                Script.EVENT,
                Map.of("ExternalUserID", customer, "UserID", "zhang", "Number", "" + number));
        assertThat(Envelope.of(environment).post(port, "main", message)).isEqualTo(200);
    }

    private List<String> states() {
        return of("state", String.class);
    }

    private <T> List<T> of(String column, Class<T> type) {
        return jdbc.sql("select " + column + " from wecom_inbox where relation = :relation order by id")
                .param("relation", customer + "|zhang")
                .query(type)
                .list();
    }

    /** The last worker took it and never wrote down how it went. */
    private void awaitHeld(int claim) {
        await().untilAsserted(() -> {
            assertThat(of("claim", Integer.class).getFirst()).isEqualTo(claim);
            assertThat(of("held", Boolean.class).getFirst()).isTrue();
        });
    }

    /** Once the lease of the dead has run out; a poller may be faster than we. */
    private void theNextTakesOver() {
        clock.advance(Duration.ofSeconds(61));
        try {
            lane.workOnce();
        } catch (Script.Death death) {
            // As it was told.
        }
    }
}
