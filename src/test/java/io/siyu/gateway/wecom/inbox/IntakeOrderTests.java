package io.siyu.gateway.wecom.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.shared.RandomCode;
import io.siyu.testing.MovableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What is of one relation is written down in the order in which it came. */
@InboxTest
class IntakeOrderTests {

    @Autowired
    Intake intake;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    String customer = "wm" + RandomCode.letters(20);

    @Test
    void what_another_node_is_still_committing_comes_first_and_what_waits_for_it_keeps_its_order() {
        List<Thread> storing = new ArrayList<>();
        transaction.executeWithoutResult(another -> {
            insertAsAnotherNode(arrival(0));
            storing.add(store(1));
            await().until(this::waitsForTheOtherNode);
            // While the first of them waits, the others gather, and go into one statement afterwards.
            for (int number = 2; number < 12; number++) {
                storing.add(store(number));
            }
        });
        storing.forEach(IntakeOrderTests::join);
        assertThat(stored())
                .isEqualTo(IntStream.range(0, 12)
                        .mapToObj(number -> arrival(number).digest())
                        .toList());
    }

    private Thread store(int number) {
        Thread thread = Thread.ofPlatform().start(() -> intake.store(arrival(number)));
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }

    private Arrival arrival(int number) {
        return Arrival.of(
                "main",
                "corp",
                customer + number,
                Map.of("Event", Script.EVENT, "ExternalUserID", customer, "UserID", "zhang", "Number", "" + number),
                true,
                clock.instant());
    }

    private void insertAsAnotherNode(Arrival arrival) {
        assertThat(jdbc.sql(Intake.INSERT)
                        .param("rows", json.writeValueAsString(List.of(arrival)))
                        .query()
                        .listOfRows())
                .hasSize(1);
    }

    private boolean waitsForTheOtherNode() {
        return jdbc.sql("""
                select exists (select 1 from pg_locks join pg_database on oid = database
                               where datname = current_database() and locktype = 'advisory' and not granted)""").query(Boolean.class).single();
    }

    private List<String> stored() {
        return jdbc.sql("select encode(digest, 'hex') from wecom_inbox where relation = :relation order by id")
                .param("relation", customer + "|zhang")
                .query(String.class)
                .list();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
