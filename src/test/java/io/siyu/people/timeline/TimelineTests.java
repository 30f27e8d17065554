package io.siyu.people.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.foundation.stream.StreamCursors;
import io.siyu.foundation.stream.StreamFollower;
import io.siyu.foundation.stream.StreamSource;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.Slice;
import io.siyu.testing.DatabaseTest;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Race;
import io.siyu.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
@Import({Timeline.class, Activities.class, Redirects.class, Partitions.class, Traces.class, StreamCursors.class})
class TimelineTests {

    private static final AtomicLong FRESH = new AtomicLong(1_000_000);
    private static final Instant NOW = MovableClock.BEGINNING;

    @Autowired
    Timeline timeline;

    @Autowired
    Traces traces;

    @Autowired
    Partitions partitions;

    @Autowired
    StreamCursors cursors;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    private record Day(LocalDate day, String type, int count, long amountFen) {}

    private static CustomerId somebody() {
        return new CustomerId(FRESH.incrementAndGet());
    }

    private static Activity fact(CustomerId customer, Instant at, long fen) {
        return new Activity(customer, "order.paid", at, fen, Map.of("no", "1"), "test", RandomCode.letters(16));
    }

    private List<Day> daysOf(CustomerId customer) {
        return jdbc.sql(
                        "select day, type, count, amount_fen from timeline_day where customer_id = :id order by day, type")
                .param("id", customer.value())
                .query(Day.class)
                .list();
    }

    /** What took place is in other tables as well, written as a parameter of its own, and is compared. */
    @Test
    void a_fact_bears_the_moment_that_every_other_table_bears() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            CustomerId customer = somebody();
            int nanos = random.nextInt(1_000_000) * 1_000 + (i % 2 == 0 ? 500 : random.nextInt(1_000));
            Instant at = NOW.minusSeconds(random.nextInt(3_600)).with(ChronoField.NANO_OF_SECOND, nanos);
            transaction.executeWithoutResult(status -> timeline.record(fact(customer, at, 100)));
            boolean same = jdbc.sql("select occurred_at = :at from timeline_activity where customer_id = :customer")
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("customer", customer.value())
                    .query(Boolean.class)
                    .single();
            assertThat(same).as("%s", at).isTrue();
        }
    }

    @Test
    void a_fact_told_twenty_times_at_once_happened_once() throws Exception {
        Activity fact = fact(somebody(), NOW, 9900);
        assertThat(Race.of(20, number -> Executors.callable(() -> timeline.record(fact)))
                        .failures())
                .isEmpty();
        assertThat(timeline.of(fact.customer(), null, 10).items()).hasSize(1);
        assertThat(daysOf(fact.customer())).containsExactly(new Day(LocalDate.of(2026, 3, 2), "order.paid", 1, 9900));
    }

    @Test
    void days_are_days_of_the_brand_and_add_up() {
        CustomerId customer = somebody();
        timeline.record(fact(customer, Instant.parse("2026-03-01T15:59:59Z"), 100));
        timeline.record(fact(customer, Instant.parse("2026-03-01T16:00:00Z"), 30));
        timeline.record(fact(customer, Instant.parse("2026-03-02T15:59:59Z"), -10));
        assertThat(daysOf(customer))
                .containsExactly(
                        new Day(LocalDate.of(2026, 3, 1), "order.paid", 1, 100),
                        new Day(LocalDate.of(2026, 3, 2), "order.paid", 2, 20));
    }

    @Test
    void any_month_may_be_written_by_several_at_once_and_a_rollback_harms_nobody() throws Exception {
        Instant past = Instant.parse("2019-05-06T07:08:09Z");
        CustomerId customer = somebody();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    timeline.record(fact(customer, past, 1));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(timeline.of(customer, null, 10).items()).isEmpty();
        assertThat(Race.of(
                                8,
                                number -> Executors.callable(() ->
                                        timeline.record(fact(customer, past.plus(Duration.ofDays(number * 20L)), 1))))
                        .failures())
                .isEmpty();
        assertThat(timeline.of(customer, null, 10).items()).hasSize(8);
    }

    @Test
    void the_months_ahead_are_there_before_anything_happens_in_them_also_when_the_clock_jumps() {
        Instant before = clock.instant();
        try {
            clock.setTo(Instant.parse("2031-12-31T10:00:00Z"));
            partitions.workOnce();
            assertThat(jdbc.sql(
                                    "select relname from pg_class where relname like 'timeline_activity_203%' and relkind = 'r'")
                            .query(String.class)
                            .list())
                    .contains("timeline_activity_203112", "timeline_activity_203201", "timeline_activity_203202");
        } finally {
            clock.setTo(before);
        }
    }

    @Test
    void it_is_read_newest_first_and_slice_by_slice_without_gap_or_double() {
        CustomerId customer = somebody();
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            Instant at = NOW.minus(Duration.ofDays(i / 2 * 11L));
            times.add(at);
            timeline.record(fact(customer, at, i));
        }
        List<RecordedActivity> read = new ArrayList<>();
        String after = null;
        do {
            Slice<RecordedActivity> slice = timeline.of(customer, after, 5);
            read.addAll(slice.items());
            after = slice.next();
        } while (after != null);
        assertThat(read).extracting(RecordedActivity::occurredAt).containsExactlyElementsOf(times);
        assertThat(read).extracting(RecordedActivity::id).doesNotHaveDuplicates();
        assertThat(read.getFirst().attributes()).isEqualTo(Map.of("no", "1"));
    }

    @Test
    void traces_are_written_together_a_moment_later() {
        CustomerId customer = somebody();
        for (int i = 0; i < 30; i++) {
            timeline.trace(fact(customer, NOW, 0));
        }
        assertThat(timeline.of(customer, null, 50).items()).isEmpty();
        traces.workOnce();
        assertThat(timeline.of(customer, null, 50).items()).hasSize(30);
    }

    @Test
    void facts_written_while_their_people_are_merged_are_all_read_and_counted_under_the_survivor() {
        Seeds.forAll(3, random -> {
            List<CustomerId> people = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                people.add(somebody());
            }
            List<Activity> facts = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                facts.add(fact(people.get(random.nextInt(6)), NOW.minus(Duration.ofDays(random.nextInt(3))), 7));
            }
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> done = new ArrayList<>();
                facts.forEach(fact -> done.add(threads.submit(() -> timeline.record(fact))));
                done.add(threads.submit(() -> mergeOneAfterTheOther(people)));
                for (Future<?> one : done) {
                    one.get();
                }
            }
            CustomerId survivor = people.getFirst();
            assertThat(timeline.of(survivor, null, 200).items()).hasSize(facts.size());
            assertThat(timeline.of(people.getLast(), null, 200).items()).hasSize(facts.size());
            assertThat(daysOf(survivor).stream().mapToInt(Day::count).sum()).isEqualTo(facts.size());
            assertThat(daysOf(survivor).stream().mapToLong(Day::amountFen).sum())
                    .isEqualTo(facts.size() * 7L);
            for (CustomerId merged : people.subList(1, 6)) {
                assertThat(daysOf(merged)).isEmpty();
            }
        });
    }

    /** The last into the one before, and so on: chains of redirects must shrink. */
    private void mergeOneAfterTheOther(List<CustomerId> people) {
        for (int i = people.size() - 1; i > 0; i--) {
            CustomerId merged = people.get(i);
            CustomerId survivor = people.get(i - 1);
            transaction.executeWithoutResult(status -> timeline.join(survivor, merged));
        }
    }

    @Test
    void a_follower_hears_every_fact_once_while_many_write() {
        Seeds.forAll(2, random -> {
            Heard heard = new Heard();
            String prefix = RandomCode.letters(8);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> writers = new ArrayList<>();
                for (int writer = 0; writer < 6; writer++) {
                    Random own = new Random(random.nextLong());
                    String name = prefix + writer;
                    writers.add(threads.submit(() -> writeInPieces(name, own)));
                }
                while (writers.stream().anyMatch(writer -> !writer.isDone())) {
                    cursors.advance(heard);
                }
                for (Future<?> writer : writers) {
                    writer.get();
                }
            }
            while (cursors.advance(heard) > 0) {
                // until nothing is left
            }
            List<String> ours =
                    heard.keys.stream().filter(key -> key.startsWith(prefix)).toList();
            assertThat(ours).hasSize(6 * 40).doesNotHaveDuplicates();
        });
    }

    private void writeInPieces(String name, Random random) {
        int written = 0;
        while (written < 40) {
            int from = written;
            int piece = Math.min(1 + random.nextInt(6), 40 - written);
            Instant month = NOW.minus(Duration.ofDays(random.nextInt(90)));
            transaction.executeWithoutResult(status -> {
                for (int i = from; i < from + piece; i++) {
                    timeline.record(new Activity(somebody(), "scan", month, 0, Map.of(), "test", name + "/" + i));
                }
            });
            written += piece;
        }
    }

    private static final class Heard implements StreamFollower<RecordedActivity> {

        private final String name = "test." + RandomCode.letters(8);
        private final List<String> keys = Collections.synchronizedList(new ArrayList<>());

        @Override
        public String name() {
            return name;
        }

        @Override
        public StreamSource<RecordedActivity> source() {
            return Timeline.STREAM;
        }

        @Override
        public int batchSize() {
            return 9;
        }

        @Override
        public void apply(List<RecordedActivity> rows) {
            rows.forEach(row -> keys.add(row.sourceKey()));
        }
    }
}
