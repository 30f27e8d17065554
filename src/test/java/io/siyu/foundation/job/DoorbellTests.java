package io.siyu.foundation.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DoorbellTests {

    private final Doorbell bell = new Doorbell();
    private final AtomicInteger awake = new AtomicInteger();
    private final List<Thread> waiting = new ArrayList<>();

    @Test
    void each_ring_wakes_one_of_those_who_wait() {
        wait(3, Duration.ofHours(1));
        bell.ring();
        await().untilAsserted(() -> assertThat(awake).hasValue(1));
        bell.ring();
        await().untilAsserted(() -> assertThat(awake).hasValue(2));
        assertThat(waiting).filteredOn(Thread::isAlive).hasSize(1);
        bell.removed();
        await().untilAsserted(() -> assertThat(awake).hasValue(3));
    }

    @Test
    void a_ring_while_nobody_waits_is_not_lost() {
        bell.ring();
        bell.ring();
        wait(2, Duration.ofHours(1));
        await().untilAsserted(() -> assertThat(awake).hasValue(1));
        bell.removed();
        await().untilAsserted(() -> assertThat(waiting).noneMatch(Thread::isAlive));
    }

    @Test
    void unrung_somebody_looks_after_the_pause() {
        wait(2, Duration.ofMillis(20));
        await().untilAsserted(() -> assertThat(awake).hasPositiveValue());
        bell.removed();
        await().untilAsserted(() -> assertThat(waiting).noneMatch(Thread::isAlive));
    }

    private void wait(int threads, Duration pause) {
        for (int i = 0; i < threads; i++) {
            waiting.add(Thread.ofPlatform().start(() -> {
                try {
                    bell.await(pause);
                    awake.incrementAndGet();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        await().until(() -> waiting.stream().noneMatch(thread -> thread.getState() == Thread.State.RUNNABLE));
    }
}
