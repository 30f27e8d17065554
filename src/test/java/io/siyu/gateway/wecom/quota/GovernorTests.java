package io.siyu.gateway.wecom.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.gateway.wecom.client.WeComProperties;
import io.siyu.shared.RandomCode;
import io.siyu.testing.DatabaseTest;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Race;
import io.siyu.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@DatabaseTest
class GovernorTests {

    private static final String API = "/cgi-bin/thing";
    private static final String WELCOME = "/cgi-bin/externalcontact/send_welcome_msg";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    @Autowired
    JsonMapper json;

    private String corpId = "corp-" + RandomCode.letters(10);

    @Test
    void bulk_work_waits_first_then_operators_and_customers_last() {
        Governor node = node();
        int bulk = calls(node, CallLane.BULK, 10_000);
        int operator = calls(node, CallLane.OPERATOR, 10_000);
        int live = calls(node, CallLane.LIVE, 10_000);
        assertThat(bulk).isEqualTo(3_000);
        assertThat(bulk + operator).isEqualTo(4_800);
        assertThat(bulk + operator + live).isEqualTo(6_000);
        clock.advance(Duration.ofSeconds(20));
        assertThat(calls(node, CallLane.BULK, 100)).as("kept for the others").isZero();
        assertThat(calls(node, CallLane.LIVE, 10_000)).isEqualTo(1_000);
    }

    @Test
    void nodes_that_race_take_no_more_together_than_there_is() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        Race.of(6, n -> () -> taken.addAndGet(calls(node(), CallLane.LIVE, 3_000)));
        assertThat(taken).hasValue(6_000);
    }

    /** Whatever two nodes ask for, and whenever: no sixty seconds see more than a minute's calls, no hour more than an hour's. */
    @Test
    void no_window_wherever_it_begins_sees_more_than_it_may() {
        Seeds.forAll(6, random -> {
            corpId = "corp-" + RandomCode.letters(10);
            List<Governor> nodes = List.of(node(), node());
            Deque<Instant> made = new ArrayDeque<>();
            for (int step = 0; step < 150; step++) {
                clock.advance(Duration.ofSeconds(random.nextInt(90)));
                Governor node = nodes.get(random.nextInt(2));
                int done = calls(node, CallLane.values()[random.nextInt(3)], random.nextInt(8_000));
                Instant now = clock.instant();
                for (int i = 0; i < done; i++) {
                    made.add(now);
                }
                while (!made.isEmpty() && made.getFirst().isBefore(now.minus(Duration.ofHours(1)))) {
                    made.removeFirst();
                }
                assertThat(made.size()).as("in an hour").isLessThanOrEqualTo(135_000 + 600);
                Instant minuteAgo = now.minusSeconds(60);
                assertThat(made.stream().filter(at -> at.isAfter(minuteAgo)).count())
                        .as("in a minute")
                        .isLessThanOrEqualTo(9_000 + 600);
            }
        });
    }

    @Test
    void a_hundred_calls_cost_one_statement() {
        Governor node = node();
        calls(node, CallLane.LIVE, 1);
        Instant filled = filledAt();
        clock.advance(Duration.ofSeconds(1));
        calls(node, CallLane.LIVE, 99);
        assertThat(filledAt()).isEqualTo(filled);
        calls(node, CallLane.LIVE, 1);
        assertThat(filledAt()).isAfter(filled);
    }

    @Test
    void a_clock_that_is_set_back_does_not_stop_everything() {
        Governor node = node();
        calls(node, CallLane.LIVE, 6_000);
        clock.advance(Duration.ofHours(-2));
        assertThat(calls(node, CallLane.LIVE, 10_000)).isEqualTo(6_000);
        assertThat(calls(node, CallLane.LIVE, 100)).as("once").isZero();
        clock.advance(Duration.ofHours(2));
    }

    @Test
    void a_pause_grows_while_the_platform_says_too_often_and_ends_for_every_node() {
        Governor first = node();
        Governor second = node();
        for (Duration pause : List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1))) {
            first.overrun(API);
            second.overrun(API);
            clock.advance(pause.minusMillis(1));
            assertThatThrownBy(() -> second.enter(API))
                    .isInstanceOfSatisfying(
                            WeComException.class,
                            refusal -> assertThat(refusal.kind()).isEqualTo(WeComException.Kind.LIMITED));
            clock.advance(Duration.ofMillis(1));
        }
        second.enter(API);
        second.accepted(API);
        first.refresh();
        first.overrun(API);
        clock.advance(Duration.ofMinutes(1));
        assertThatCode(() -> first.enter(API)).as("a minute again").doesNotThrowAnyException();
    }

    @Test
    void a_welcome_is_tried_in_any_case() {
        Governor node = node();
        node.overrun(WELCOME);
        for (int i = 0; i < 7_000; i++) {
            node.enter(WELCOME);
        }
    }

    @Test
    void calls_are_counted_for_whom_they_were_made() {
        String api = "/cgi-bin/" + RandomCode.letters(10);
        CallTally tally = new CallTally(jdbc, json, clock);
        tally.count(api, null);
        CallLane.BULK.run(() -> tally.count(api, new WeComException(45009, "", WeComException.Kind.LIMITED)));
        tally.write();
        CallLane.BULK.run(() -> tally.count(api, new WeComException(0, "", WeComException.Kind.UNKNOWN)));
        tally.write();
        tally.write();
        assertThat(jdbc.sql(
                                "select lane || ' ' || calls || ' ' || limited || ' ' || failed from wecom_call where api = ? order by lane")
                        .param(api)
                        .query(String.class)
                        .list())
                .containsExactly("BULK 2 1 1", "LIVE 1 0 0");
    }

    private Governor node() {
        return TestGovernors.of(jdbc, clock, new WeComProperties("", corpId, 1, "secret", null, null));
    }

    private static int calls(Governor node, CallLane lane, int wanted) {
        return lane.call(() -> {
            for (int made = 0; made < wanted; made++) {
                try {
                    node.enter(API);
                } catch (WeComException e) {
                    return made;
                }
            }
            return wanted;
        });
    }

    private Instant filledAt() {
        return jdbc.sql("select filled_at from wecom_quota where corp_id = ? and api = ?")
                .param(corpId)
                .param(API)
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
