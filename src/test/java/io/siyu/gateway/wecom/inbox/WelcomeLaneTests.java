package io.siyu.gateway.wecom.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.job.Pollers;
import io.siyu.gateway.wecom.WelcomeAttempt;
import io.siyu.gateway.wecom.WelcomeStep;
import io.siyu.shared.RandomCode;
import io.siyu.testing.MovableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How long a welcome is tried, and what its step is told of the code's life. */
@InboxTest
class WelcomeLaneTests {

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    @Autowired
    Script.Mishaps mishaps;

    @Autowired
    Inbox inbox;

    @Autowired
    ObjectProvider<WelcomeStep> steps;

    @Autowired
    ObjectProvider<Pollers> pollers;

    @Autowired
    TransactionTemplate transaction;

    String customer = "wm" + RandomCode.letters(20);
    String other = "wm" + RandomCode.letters(20);

    @Test
    void a_welcome_that_finds_the_platform_busy_is_tried_again_while_the_code_lives() {
        mishaps.failuresLeft.put("welcome " + customer, 1);
        post(customer);
        await().untilAsserted(() -> assertThat(welcome(customer)).isEqualTo("due 1 failed"));
        assertThat(mishaps.welcomed).doesNotContainKey(customer);
        // The ordered lane is done with the row and has stripped it, and still the code is there.
        await().untilAsserted(() -> assertThat(of(customer, "state")).isEqualTo("done"));
        clock.advance(Duration.ofSeconds(1));
        await().untilAsserted(() -> assertThat(welcome(customer)).isEqualTo("done 2 "));
        assertThat(mishaps.welcomed).containsKey(customer);

        mishaps.failuresLeft.put("welcome " + other, 1000);
        post(other);
        await().untilAsserted(() -> assertThat(welcome(other)).isEqualTo("due 1 failed"));
        clock.advance(Duration.ofSeconds(25));
        await().untilAsserted(() -> assertThat(welcome(other)).isEqualTo("failed 2 failed"));
    }

    @Test
    void a_welcome_that_came_minutes_late_is_tried_and_its_code_not_believed_to_live() {
        long told = clock.instant().minusSeconds(90).getEpochSecond();
        post(Map.of(
                "CreateTime",
                "" + told,
                "ExternalUserID",
                customer,
                "UserID",
                "zhang",
                "Number",
                "1",
                "WelcomeCode",
                "code-" + customer));
        await().untilAsserted(() -> assertThat(mishaps.welcomed).containsKey(customer));
        assertThat(mishaps.welcomed.get(customer))
                .extracting(WelcomeAttempt::deadline, WelcomeAttempt::certainUntil)
                .containsExactly(clock.instant().plusSeconds(20), Instant.ofEpochSecond(told + 20));
    }

    @Test
    void a_welcome_whose_record_our_database_refused_is_tried_until_it_is_written_down() {
        mishaps.failuresLeft.put("record " + customer, 3);
        post(customer);
        await().untilAsserted(() -> assertThat(welcome(customer)).isEqualTo("due 1 failed"));
        // The code is dead, and the record is still owed.
        for (int attempt = 2; attempt <= 3; attempt++) {
            String failed = "due " + attempt + " failed";
            clock.advance(Duration.ofMinutes(2));
            await().untilAsserted(() -> assertThat(welcome(customer)).isEqualTo(failed));
        }
        clock.advance(Duration.ofMinutes(2));
        await().untilAsserted(() -> assertThat(welcome(customer)).isEqualTo("done 4 "));
    }

    @Test
    void a_welcome_that_could_not_be_written_down_for_hours_is_given_up() {
        mishaps.failuresLeft.put("record " + customer, 1000);
        post(customer);
        await().untilAsserted(() -> assertThat(welcome(customer)).isEqualTo("due 1 failed"));
        clock.advance(Duration.ofHours(7));
        await().untilAsserted(() -> assertThat(welcome(customer)).isEqualTo("failed 2 failed"));
    }

    @Test
    void a_process_that_ends_writes_down_whom_it_greeted() {
        post(customer);
        await().untilAsserted(() -> assertThat(welcome(customer)).isEqualTo("done 1 "));
        // Due for a lane that is ahead of time only.
        jdbc.sql("update wecom_inbox set welcome_state = 'due', welcome_next_at = :soon where relation = :relation")
                .param("soon", clock.instant().plusSeconds(1800).atOffset(ZoneOffset.UTC))
                .param("relation", customer + "|zhang")
                .update();
        WelcomeRows ahead = new WelcomeRows(jdbc, inbox, Clock.offset(clock, Duration.ofHours(1)));
        WelcomeLane ending = new WelcomeLane(ahead, steps, pollers, transaction);
        assertThat(ending.workOnce()).isTrue();
        assertThat(welcome(customer)).isEqualTo("due 2 ");
        ending.writeTheRest();
        assertThat(welcome(customer)).isEqualTo("done 2 ");
    }

    private void post(String who) {
        post(Map.of("ExternalUserID", who, "UserID", "zhang", "Number", "1", "WelcomeCode", "code-" + who));
    }

    private void post(Map<String, String> elements) {
        String message = Envelope.message(environment, Script.EVENT, elements);
        assertThat(Envelope.of(environment).post(port, "main", message)).isEqualTo(200);
    }

    private String welcome(String who) {
        return of(
                who,
                "welcome_state || ' ' || welcome_attempts || ' ' || case when welcome_error is null then '' else 'failed' end");
    }

    private String of(String who, String column) {
        return jdbc.sql("select " + column + " from wecom_inbox where relation = :relation")
                .param("relation", who + "|zhang")
                .query(String.class)
                .single();
    }
}
