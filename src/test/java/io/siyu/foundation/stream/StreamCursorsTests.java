package io.siyu.foundation.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.testing.DatabaseTest;
import io.siyu.testing.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
@Import({StreamCursors.class, StreamEpoch.class})
class StreamCursorsTests {

    private static final StreamSource<Long> WORDS =
            new StreamSource<>("stream_test_word", (row, number) -> row.getLong("word"));

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final StreamCursors cursors;
    private final StreamEpoch epoch;

    @Autowired
    StreamCursorsTests(JdbcClient jdbc, TransactionTemplate transaction, StreamCursors cursors, StreamEpoch epoch) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.cursors = cursors;
        this.epoch = epoch;
    }

    @BeforeEach
    void makeTable() {
        jdbc.sql("drop table if exists stream_test_word").update();
        jdbc.sql("""
                create table stream_test_word (
                    id bigint generated always as identity primary key,
                    epoch integer not null default stream_current_epoch(),
                    xid xid8 not null default pg_current_xact_id(),
                    word bigint not null)""").update();
        jdbc.sql("delete from stream_cursor where follower like 'test.%'").update();
    }

    private final class Listener implements StreamFollower<Long> {
        private final String name;
        private final List<Long> heard = Collections.synchronizedList(new ArrayList<>());
        private volatile int failures;

        private Listener(String name, int failures) {
            this.name = name;
            this.failures = failures;
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
            if (failures > 0) {
                failures--;
                throw new IllegalStateException("not this time");
            }
            heard.addAll(rows);
        }
    }

    @Test
    void every_committed_row_is_heard_once_while_writers_overlap_and_roll_back() {
        Seeds.forAll(3, random -> {
            makeTable();
            Set<Long> committed = ConcurrentHashMap.newKeySet();
            Listener first = new Listener("test.first", 0);
            Listener second = new Listener("test.second", 0);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> writers = new ArrayList<>();
                for (int writer = 0; writer < 6; writer++) {
                    long from = writer * 1000L;
                    Random own = new Random(random.nextLong());
                    writers.add(threads.submit(() -> write(from, own, committed)));
                }
                while (writers.stream().anyMatch(writer -> !writer.isDone())) {
                    cursors.advance(first);
                }
                for (Future<?> writer : writers) {
                    writer.get();
                }
            }
            drain(first);
            drain(second);
            assertThat(first.heard).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(committed);
            assertThat(second.heard).containsExactlyInAnyOrderElementsOf(committed);
        });
    }

    @Test
    void a_row_of_a_long_transaction_is_not_skipped() throws Exception {
        Listener listener = new Listener("test.long", 0);
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> slow = threads.submit(() -> transaction.executeWithoutResult(status -> {
                insert(1);
                written.countDown();
                await(goOn);
            }));
            written.await();
            insert(2);
            assertThat(cursors.advance(listener)).isZero();
            goOn.countDown();
            slow.get();
        }
        drain(listener);
        assertThat(listener.heard).containsExactly(1L, 2L);
    }

    @Test
    void a_failing_follower_does_not_move_and_hears_the_same_rows_again() {
        Listener listener = new Listener("test.failing", 1);
        insert(5);
        assertThatThrownBy(() -> cursors.advance(listener)).hasMessage("not this time");
        assertThat(cursors.lag(listener)).isEqualTo(1);
        drain(listener);
        assertThat(listener.heard).containsExactly(5L);
    }

    @Test
    void two_nodes_do_not_hear_the_same_row_for_one_follower() throws Exception {
        for (int word = 0; word < 200; word++) {
            insert(word);
        }
        Listener shared = new Listener("test.shared", 0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> nodes = new ArrayList<>();
            for (int node = 0; node < 4; node++) {
                nodes.add(threads.submit(() -> drain(shared)));
            }
            for (Future<?> node : nodes) {
                node.get();
            }
        }
        drain(shared);
        assertThat(shared.heard).hasSize(200).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void rows_written_after_a_restore_into_another_cluster_are_still_heard() {
        Listener listener = new Listener("test.restored", 0);
        insert(1);
        drain(listener);
        int before = presentEpoch();
        jdbc.sql("update stream_cursor set xid = '9000000000000'::xid8 where follower = 'test.restored'")
                .update();
        jdbc.sql("update stream_epoch set system_identifier = 1").update();
        epoch.afterPropertiesSet();
        insert(2);
        drain(listener);
        assertThat(presentEpoch()).isEqualTo(before + 1);
        assertThat(listener.heard).containsExactly(1L, 2L);
    }

    private int presentEpoch() {
        return jdbc.sql("select epoch from stream_epoch").query(Integer.class).single();
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
        jdbc.sql("insert into stream_test_word (word) values (:word)")
                .param("word", word)
                .update();
    }

    /** Advances until all that is committed was heard; readers of other tests' transactions may hold it back for a moment. */
    private void drain(Listener listener) {
        org.awaitility.Awaitility.await().until(() -> cursors.advance(listener) == 0 && waiting(listener) == 0);
    }

    private long waiting(Listener listener) {
        return cursors.lag(listener);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
