package io.siyu.gateway.wecom.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.gateway.wecom.WelcomeAttempt;
import io.siyu.people.staff.RoleScope;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@InboxTest
class LanesTests {

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
    String other = "wm" + RandomCode.letters(20);

    @Test
    void a_failing_step_holds_back_its_relation_only_and_goes_on_where_it_stopped() {
        mishaps.failuresLeft.put("test.second " + customer, 2);
        post(customer, 1);
        awaitFailure(customer, 1);
        post(customer, 2);
        post(other, 1);
        await().untilAsserted(() -> assertThat(states(other)).containsExactly("done"));
        assertThat(states(customer)).containsExactly("waiting", "waiting");

        clock.advance(Duration.ofSeconds(1));
        awaitFailure(customer, 2);
        clock.advance(Duration.ofSeconds(5));
        await().untilAsserted(() -> assertThat(states(customer)).containsExactly("done", "done"));
        assertThat(mishaps.order.stream().filter(line -> line.startsWith(customer)))
                .containsExactly(
                        customer + " 1 test.first",
                        customer + " 1 test.second",
                        customer + " 2 test.first",
                        customer + " 2 test.second");
        assertThat(effects(customer)).isEqualTo(4);
    }

    @Test
    void what_fails_for_too_long_is_a_dead_letter_that_can_be_replayed() {
        mishaps.failuresLeft.put("test.second " + customer, 1000);
        post(customer, 1);
        post(customer, 2);
        for (int attempt = 1; attempt <= 8; attempt++) {
            awaitFailure(customer, attempt);
            clock.advance(Duration.ofHours(3));
        }
        await().untilAsserted(() -> assertThat(states(customer)).startsWith("dead"));
        // The next one of the relation is no longer held back.
        await().untilAsserted(() -> {
            clock.advance(Duration.ofSeconds(1));
            assertThat(mishaps.order).contains(customer + " 2 test.first");
        });

        mishaps.failuresLeft.put("test.second " + customer, 0);
        long id = firstId(customer);
        ConsoleClient console = ConsoleClient.administrator(context);
        var dead = console.get("/api/admin/callbacks/" + id).expect(200).json();
        assertThat(dead.path("state").asString()).isEqualTo("dead");
        assertThat(dead.path("error").asString()).isEqualTo("IllegalStateException");
        assertThat(dead.path("steps").toString())
                .isEqualTo(
                        "[{\"name\":\"test.first\",\"state\":\"done\"},{\"name\":\"test.second\",\"state\":\"failed\"}]");
        console.post("/api/admin/callbacks/" + id + "/replay", Map.of()).expect(200);
        clock.advance(Duration.ofHours(3));
        await().untilAsserted(() -> assertThat(states(customer)).containsExactly("done", "done"));
        console.post("/api/admin/callbacks/" + id + "/replay", Map.of())
                .expectProblem(409, "wecom.callback_not_failed");
        assertThat(mishaps.order.stream().filter(line -> line.equals(customer + " 1 test.first")))
                .hasSize(1);
        assertThat(mishaps.order.stream().filter(line -> line.equals(customer + " 1 test.second")))
                .hasSize(1);
    }

    @Test
    void many_pollers_never_do_one_row_twice() throws Exception {
        for (int number = 0; number < 30; number++) {
            post(number % 2 == 0 ? customer : other, number);
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                threads.submit(() -> {
                    while (lane.workOnce()) {
                        Thread.onSpinWait();
                    }
                });
            }
        }
        await().untilAsserted(() -> assertThat(states(customer)).hasSize(15).containsOnly("done"));
        await().untilAsserted(() -> assertThat(states(other)).hasSize(15).containsOnly("done"));
        assertThat(effects(customer)).isEqualTo(30);
        List<String> numbers = mishaps.order.stream()
                .filter(line -> line.startsWith(customer) && line.endsWith("first"))
                .map(line -> line.split(" ")[1])
                .toList();
        assertThat(numbers).isSortedAccordingTo((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
    }

    @Test
    void a_welcome_goes_out_while_the_ordered_lane_is_stuck() {
        mishaps.failuresLeft.put("test.first " + customer, 1000);
        post(customer, 1);
        awaitFailure(customer, 1);
        post(customer, 2, "code-" + customer);
        await().untilAsserted(() -> assertThat(mishaps.welcomed).containsKey(customer));
        assertThat(mishaps.welcomed.get(customer))
                .extracting(WelcomeAttempt::deadline)
                .isEqualTo(clock.instant().plusSeconds(20));
        assertThat(states(customer)).containsExactly("waiting", "waiting");
    }

    @Test
    void what_was_finished_a_month_ago_is_forgotten_and_dead_letters_are_not() {
        post(customer, 1);
        await().untilAsserted(() -> assertThat(states(customer)).containsExactly("done"));
        post(other, 1);
        await().untilAsserted(() -> assertThat(states(other)).containsExactly("done"));
        jdbc.sql("update wecom_inbox set state = 'dead' where relation = :relation")
                .param("relation", other + "|zhang")
                .update();
        Trimming.trim(jdbc, Clock.offset(clock, Duration.ofDays(29)));
        assertThat(states(customer)).containsExactly("done");
        Trimming.trim(jdbc, Clock.offset(clock, Duration.ofDays(31)));
        assertThat(states(customer)).isEmpty();
        assertThat(states(other)).containsExactly("dead");
    }

    @Test
    void operators_see_what_came_in_and_only_those_with_the_right_replay_it() {
        post(customer, 1);
        await().untilAsserted(() -> assertThat(states(customer)).containsExactly("done"));
        ConsoleClient reader = ConsoleClient.with(context, RoleScope.ALL, null, "callback.read");
        var page = reader.get("/api/admin/callbacks?size=1&state=done&event=" + Script.EVENT)
                .expect(200)
                .json();
        assertThat(page.path("items").size()).isEqualTo(1);
        assertThat(page.path("items").path(0).path("app").asString()).isEqualTo("main");
        assertThat(page.path("items").path(0).path("externalUserId").asString()).isEqualTo(customer);
        reader.post("/api/admin/callbacks/" + firstId(customer) + "/replay", Map.of())
                .expect(403);
        reader.get("/api/admin/callbacks/0").expectProblem(404, "wecom.callback_not_found");
        ConsoleClient.with(context, RoleScope.ALL, null, "tag.read")
                .get("/api/admin/callbacks")
                .expect(403);
        ConsoleClient.anonymous(context).get("/api/admin/callbacks").expect(401);
    }

    private void post(String who, int number) {
        post(who, number, "");
    }

    private void post(String who, int number, String welcomeCode) {
        String message = Envelope.message(
                environment,
                Script.EVENT,
                Map.of("ExternalUserID", who, "UserID", "zhang", "Number", "" + number, "WelcomeCode", welcomeCode));
        assertThat(Envelope.of(environment).post(port, "main", message)).isEqualTo(200);
    }

    private List<String> states(String who) {
        return of(who, "state", String.class);
    }

    /** Until this attempt has failed and its result is written: before that, the row is due at the end of somebody's lease. */
    private void awaitFailure(String who, int attempt) {
        await().untilAsserted(() -> {
            assertThat(of(who, "attempts", Integer.class).getFirst()).isEqualTo(attempt);
            assertThat(of(who, "next_attempt_at", OffsetDateTime.class)
                            .getFirst()
                            .toInstant())
                    .isNotEqualTo(clock.instant().plusSeconds(60));
        });
    }

    private long firstId(String who) {
        return of(who, "id", Long.class).getFirst();
    }

    private <T> List<T> of(String who, String column, Class<T> type) {
        return jdbc.sql("select " + column + " from wecom_inbox where relation = :relation order by id")
                .param("relation", who + "|zhang")
                .query(type)
                .list();
    }

    private int effects(String who) {
        return jdbc.sql("""
                select count(*) from audit_entry join wecom_inbox on object_id = wecom_inbox.id::text
                where kind = 'test' and relation = :relation""")
                .param("relation", who + "|zhang")
                .query(Integer.class)
                .single();
    }
}
