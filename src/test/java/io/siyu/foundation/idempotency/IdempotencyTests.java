package io.siyu.foundation.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.shared.DomainException;
import io.siyu.testing.DatabaseTest;
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

@DatabaseTest
@Import({Idempotency.class, AnswerPartitions.class})
class IdempotencyTests {

    private final Idempotency idempotency;

    @Autowired
    IdempotencyTests(Idempotency idempotency) {
        this.idempotency = idempotency;
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
