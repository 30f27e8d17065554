package io.siyu.foundation.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.shared.DomainException;
import io.siyu.testing.DatabaseTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
@Import({Idempotency.class, AnswerPartitions.class})
class IdempotencyTests {

    private final Idempotency idempotency;
    private final AnswerPartitions partitions;
    private final JdbcClient jdbc;

    @Autowired
    IdempotencyTests(Idempotency idempotency, AnswerPartitions partitions, JdbcClient jdbc) {
        this.idempotency = idempotency;
        this.partitions = partitions;
        this.jdbc = jdbc;
    }

    record Request(String what, long amount) {}

    record Answer(long number) {}

    @Test
    void fifty_taps_do_the_work_once_and_all_get_the_same_answer() throws Exception {
        UUID key = keyMadeAt(System.currentTimeMillis());
        AtomicInteger worked = new AtomicInteger();
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Answer>> taps = new ArrayList<>();
            for (int tap = 0; tap < 50; tap++) {
                taps.add(threads.submit(() -> {
                    start.await();
                    return idempotency.once(
                            "test:1",
                            key,
                            new Request("a", 1),
                            Answer.class,
                            () -> new Answer(worked.incrementAndGet()));
                }));
            }
            start.countDown();
            for (Future<Answer> tap : taps) {
                answers.add(tap.get());
            }
        }
        assertThat(worked).hasValue(1);
        assertThat(answers).hasSize(50).containsOnly(new Answer(1));
    }

    @Test
    void the_same_key_for_another_request_is_refused() {
        UUID key = keyMadeAt(System.currentTimeMillis());
        once(key, new Request("a", 1), 1);
        assertThatThrownBy(() -> once(key, new Request("a", 2), 2)).hasMessageContaining("idempotency.other_request");
    }

    @Test
    void a_refusal_leaves_the_key_free() {
        UUID key = keyMadeAt(System.currentTimeMillis());
        assertThatThrownBy(() -> idempotency.once("test:1", key, new Request("b", 1), Answer.class, () -> {
                    throw DomainException.conflict("test.no");
                }))
                .isInstanceOf(DomainException.class);
        assertThat(once(key, new Request("b", 1), 7)).isEqualTo(new Answer(7));
    }

    @Test
    void two_callers_may_choose_the_same_key() {
        UUID key = keyMadeAt(System.currentTimeMillis());
        once(key, new Request("c", 1), 1);
        assertThat(idempotency.once("test:2", key, new Request("c", 1), Answer.class, () -> new Answer(2)))
                .isEqualTo(new Answer(2));
    }

    @Test
    void a_key_that_is_old_or_no_version_7_is_refused() {
        long threeDays = 3L * 24 * 3600 * 1000;
        assertThatThrownBy(() -> once(keyMadeAt(System.currentTimeMillis() - threeDays), new Request("d", 1), 1))
                .hasMessageContaining("idempotency.key_invalid");
        assertThatThrownBy(() -> once(UUID.randomUUID(), new Request("d", 1), 1))
                .hasMessageContaining("idempotency.key_invalid");
    }

    @Test
    void a_key_from_the_future_is_refused_but_a_clock_that_goes_a_little_fast_is_not() {
        long minute = 60_000;
        assertThatThrownBy(() -> once(keyMadeAt(System.currentTimeMillis() + 15 * minute), new Request("e", 1), 1))
                .hasMessageContaining("idempotency.key_invalid");
        assertThat(once(keyMadeAt(System.currentTimeMillis() + 5 * minute), new Request("e", 1), 1))
                .isEqualTo(new Answer(1));
    }

    @Test
    void the_same_request_again_gets_the_stored_answer_also_a_day_later() {
        UUID yesterday = keyMadeAt(System.currentTimeMillis() - 24L * 3600 * 1000);
        assertThat(once(yesterday, new Request("f", 1), 4)).isEqualTo(new Answer(4));
        assertThat(once(yesterday, new Request("f", 1), 5)).isEqualTo(new Answer(4));
    }

    @Test
    void while_the_first_one_runs_the_second_is_told_so_after_its_patience_and_later_gets_the_answer()
            throws Exception {
        UUID key = keyMadeAt(System.currentTimeMillis());
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> first =
                    threads.submit(() -> idempotency.once("test:1", key, new Request("g", 1), Answer.class, () -> {
                        inside.countDown();
                        awaitQuietly(goOn);
                        return new Answer(8);
                    }));
            inside.await();
            try {
                assertThatThrownBy(() -> once(key, new Request("g", 1), 9))
                        .isInstanceOf(DomainException.class)
                        .hasMessageContaining("idempotency.running");
            } finally {
                goOn.countDown();
            }
            assertThat(first.get()).isEqualTo(new Answer(8));
        }
        assertThat(once(key, new Request("g", 1), 9)).isEqualTo(new Answer(8));
    }

    @Test
    void partitions_of_days_that_nobody_may_repeat_are_dropped_with_the_next_new_day_and_no_others() {
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(System.currentTimeMillis()), ZoneOffset.UTC);
        LocalDate old = today.minusDays(5);
        LocalDate kept = today.minusDays(3);
        LocalDate fresh = today.plusDays(40);
        for (LocalDate day : List.of(old, kept)) {
            jdbc.sql("create table if not exists %s partition of idempotency_answer for values from ('%s') to ('%s')"
                            .formatted(tableOf(day), day, day.plusDays(1)))
                    .update();
        }
        partitions.ensure(fresh);
        assertThat(there(old)).isFalse();
        assertThat(there(kept)).isTrue();
        assertThat(there(fresh)).isTrue();
        jdbc.sql("drop table " + tableOf(fresh)).update();
    }

    private boolean there(LocalDate day) {
        return jdbc.sql("select to_regclass(:name) is not null")
                .param("name", tableOf(day))
                .query(Boolean.class)
                .single();
    }

    private static String tableOf(LocalDate day) {
        return "idempotency_answer_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer once(UUID key, Request request, long answer) {
        return idempotency.once("test:1", key, request, Answer.class, () -> new Answer(answer));
    }

    private static UUID keyMadeAt(long millis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(
                (millis << 16) | 0x7000L | random.nextInt(0x1000),
                0x8000000000000000L | (random.nextLong() & 0x3fffffffffffffffL));
    }
}
