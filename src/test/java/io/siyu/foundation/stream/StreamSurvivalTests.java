package io.siyu.foundation.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.DatabaseTest;
import io.siyu.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Streams at their worst: overlapping writers, a long transaction, followers that die before their commit, another cluster. */
@DatabaseTest
@Import({StreamCursors.class, StreamEpoch.class})
class StreamSurvivalTests {

    private static final StreamSource<Long> WORDS =
            new StreamSource<>("stream_test_said", (row, number) -> row.getLong("word"));

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final StreamCursors cursors;
    private final StreamEpoch epoch;

    @Autowired
    StreamSurvivalTests(JdbcClient jdbc, TransactionTemplate transaction, StreamCursors cursors, StreamEpoch epoch) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.cursors = cursors;
        this.epoch = epoch;
    }

    @Test
    void every_follower_hears_every_row_once_though_it_is_killed_in_between_writers_are_long_and_the_cluster_changes() {
        Seeds.forAll(2, random -> {
            makeTables();
            Set<Long> committed = ConcurrentHashMap.newKeySet();
            List<Durable> followers = List.of(
                    new Durable("test.one", new Random(random.nextLong())),
                    new Durable("test.two", new Random(random.nextLong())),
                    new Durable("test.three", new Random(random.nextLong())));
            for (int cluster = 0; cluster < 2; cluster++) {
                long from = cluster * 100_000L;
                try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    List<Future<?>> writers = new ArrayList<>();
                    CountDownLatch others = new CountDownLatch(2);
                    CountDownLatch begun = new CountDownLatch(1);
                    writers.add(threads.submit(() -> writeLong(from + 50_000, committed, begun, others)));
                    begun.await();
                    for (int writer = 0; writer < 4; writer++) {
                        long start = from + writer * 1000L;
                        Random own = new Random(random.nextLong());
                        writers.add(threads.submit(() -> {
                            write(start, own, committed);
                            others.countDown();
                        }));
                    }
                    while (writers.stream().anyMatch(writer -> !writer.isDone())) {
                        followers.forEach(this::advanceOrDie);
                    }
                    for (Future<?> writer : writers) {
                        writer.get();
                    }
                }
                followers.forEach(this::drainThoughKilled);
                restoreIntoAnotherCluster();
            }
            for (Durable follower : followers) {
                assertThat(follower.heard()).as(follower.name).containsExactlyInAnyOrderElementsOf(committed);
            }
        });
    }

    /** Keeps what it hears in the database, and dies often between the effect and the commit. */
    private final class Durable implements StreamFollower<Long> {
        private final String name;
        private final Random deaths;

        private Durable(String name, Random deaths) {
            this.name = name;
            this.deaths = deaths;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public StreamSource<Long> source() {
            return WORDS;
        }

        @Override
        public int batchSize() {
            return 7;
        }

        @Override
        public void apply(List<Long> rows) {
            rows.forEach(word -> jdbc.sql("insert into stream_test_heard (follower, word) values (:name, :word)")
                    .param("name", name)
                    .param("word", word)
                    .update());
            if (deaths.nextInt(4) == 0) {
                throw new IllegalStateException("killed before the commit");
            }
        }

        private List<Long> heard() {
            return jdbc.sql("select word from stream_test_heard where follower = :name")
                    .param("name", name)
                    .query(Long.class)
                    .list();
        }
    }

    /** Begins before the others write and commits when two of them are through: all that came in between has to wait for it. */
    private void writeLong(long from, Set<Long> committed, CountDownLatch begun, CountDownLatch others) {
        List<Long> words = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            for (long word = from; word < from + 40; word++) {
                insert(word);
                words.add(word);
            }
            begun.countDown();
            awaitQuietly(others);
        });
        committed.addAll(words);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int advanceOrDie(Durable follower) {
        try {
            return cursors.advance(follower);
        } catch (IllegalStateException killed) {
            return -1;
        }
    }

    private void drainThoughKilled(Durable follower) {
        await().until(() -> {
            while (advanceOrDie(follower) != 0) {}
            return cursors.lag(follower) == 0;
        });
    }

    /** As an import does: another cluster, whose transaction numbers are far below those the cursors have seen. */
    private void restoreIntoAnotherCluster() {
        jdbc.sql("update stream_test_said set xid = '9000000000000'::xid8 where epoch = stream_current_epoch()")
                .update();
        jdbc.sql(
                        "update stream_cursor set xid = '9000000000000'::xid8, last_id = (select max(id) from stream_test_said)"
                                + " where follower like 'test.%'")
                .update();
        jdbc.sql("update stream_epoch set system_identifier = system_identifier - 1")
                .update();
        epoch.afterPropertiesSet();
    }

    private void makeTables() {
        jdbc.sql("drop table if exists stream_test_said, stream_test_heard").update();
        jdbc.sql("create table stream_test_heard (follower text not null, word bigint not null)")
                .update();
        jdbc.sql("""
                create table stream_test_said (
                    id bigint generated always as identity primary key,
                    epoch integer not null default stream_current_epoch(),
                    xid xid8 not null default pg_current_xact_id(),
                    word bigint not null)""").update();
        jdbc.sql("delete from stream_cursor where follower like 'test.%'").update();
    }

    private void write(long from, Random random, Set<Long> committed) {
        long word = from;
        for (int batch = 0; batch < 15; batch++) {
            int size = 1 + random.nextInt(5);
            boolean rolledBack = random.nextInt(4) == 0;
            List<Long> words = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                words.add(word++);
            }
            transaction.executeWithoutResult(status -> {
                words.forEach(this::insert);
                if (rolledBack) {
                    status.setRollbackOnly();
                }
            });
            if (!rolledBack) {
                committed.addAll(words);
            }
        }
    }

    private void insert(long word) {
        jdbc.sql("insert into stream_test_said (word) values (:word)")
                .param("word", word)
                .update();
    }
}
