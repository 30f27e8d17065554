package io.siyu.foundation.job;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the idle threads of one work wait at. Whoever rings wakes one of them at once; unrung, one of them goes to look after each pause,
 * however many wait, so that more hands do not mean more questions to the database.
 */
final class Doorbell {

    private final Semaphore rings = new Semaphore(0);
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime());

    void ring() {
        if (rings.availablePermits() == 0) {
            rings.release();
        }
    }

    /** Nobody waits any more, now or later. */
    void removed() {
        rings.release(Integer.MAX_VALUE / 2);
    }

    void await(Duration pause) throws InterruptedException {
        while (!rings.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            long before = lookedAt.get();
            long now = System.nanoTime();
            if (now - before >= pause.toNanos() && lookedAt.compareAndSet(before, now)) {
                return;
            }
        }
        lookedAt.set(System.nanoTime());
    }
}
