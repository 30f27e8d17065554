package io.siyu.foundation.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.alert.Alerts;
import io.siyu.foundation.stream.StreamCursors;
import io.siyu.foundation.stream.StreamFollower;
import io.siyu.foundation.stream.StreamSource;
import io.siyu.shared.RandomCode;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SiyuTest
class RaisedAlertsTests {

    private final MovableClock clock = new MovableClock();
    private final String follower = "test." + RandomCode.letters(10);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Alerts alerts;

    @Autowired
    StreamCursors cursors;

    @BeforeEach
    void makeTable() {
        jdbc.sql("""
                create table if not exists stream_test_lag (
                    id bigint generated always as identity primary key,
                    epoch integer not null default stream_current_epoch(),
                    xid xid8 not null default pg_current_xact_id())""").update();
        jdbc.sql("delete from stream_test_lag").update();
    }

    private final class Reader implements StreamFollower<Long> {
        @Override
        public String name() {
            return follower;
        }

        @Override
        public StreamSource<Long> source() {
            return new StreamSource<>("stream_test_lag", (row, number) -> row.getLong("id"));
        }

        @Override
        public void apply(List<Long> rows) {}
    }

    @Test
    void a_follower_that_stands_still_is_told_after_a_while_and_taken_back_when_it_has_caught_up() {
        Reader reader = new Reader();
        LaggingFollowers watch = new LaggingFollowers(List.of(reader), cursors, alerts, clock);
        write(1);
        watch.workOnce();
        assertThat(open()).isEmpty();
        clock.advance(Duration.ofMinutes(3));
        watch.workOnce();
        assertThat(open()).containsExactly(follower);
        Awaitility.await().until(() -> cursors.advance(reader) > 0);
        watch.workOnce();
        assertThat(open()).isEmpty();
    }

    @Test
    void a_follower_that_moves_is_not_told_unless_it_is_far_behind() {
        Reader reader = new Reader();
        LaggingFollowers watch = new LaggingFollowers(List.of(reader), cursors, alerts, clock);
        for (int i = 0; i < 3; i++) {
            write(600);
            Awaitility.await().until(() -> cursors.advance(reader) > 0);
            clock.advance(Duration.ofMinutes(3));
            watch.workOnce();
            assertThat(open()).isEmpty();
        }
        write(5_000);
        watch.workOnce();
        assertThat(open()).containsExactly(follower);
    }

    @Test
    void looking_at_a_follower_neither_waits_for_it_nor_makes_it_miss_its_turn() {
        Reader reader = new Reader();
        write(3);
        List<Long> seen = new ArrayList<>();
        StreamFollower<Long> looking = new StreamFollower<>() {
            @Override
            public String name() {
                return follower;
            }

            @Override
            public StreamSource<Long> source() {
                return reader.source();
            }

            @Override
            public void apply(List<Long> rows) {
                Thread other = Thread.ofVirtual().start(() -> seen.add(cursors.lag(reader)));
                try {
                    other.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        Awaitility.await().until(() -> cursors.advance(looking) > 0);
        assertThat(seen).containsExactly(3L);
    }

    @Test
    void a_restart_of_the_database_is_told_once_and_not_the_start_of_the_application() {
        DatabaseRestarts watch = new DatabaseRestarts(jdbc, alerts, clock);
        DatabaseRestarts otherNode = new DatabaseRestarts(jdbc, alerts, clock);
        String restart = "restart-" + follower;
        watch.workOnce();
        watch.notice(restart);
        otherNode.notice("before-" + follower);
        otherNode.notice(restart);
        watch.notice(restart);
        assertThat(jdbc.sql("select count(*) from alert_alert where kind = 'database.restarted' and subject = :subject")
                        .param("subject", restart)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        alerts.resolve("database.restarted", restart);
    }

    private List<String> open() {
        return jdbc.sql("select subject from alert_alert where subject = :subject and resolved_at is null")
                .param("subject", follower)
                .query(String.class)
                .list();
    }

    private void write(int rows) {
        jdbc.sql("insert into stream_test_lag select from generate_series(1, :rows)")
                .param("rows", rows)
                .update();
    }
}
