package io.siyu.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what the product does by itself; after a while the demo's life goes on without it. */
final class Patience {

    private static final Logger log = LoggerFactory.getLogger(Patience.class);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration STEP = Duration.ofMillis(20);

    private Patience() {}

    static void until(String what, BooleanSupplier done) {
        long giveUp = System.nanoTime() + LONGEST.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > giveUp) {
                log.warn("The demo waited {} s for {}; its life goes on", LONGEST.toSeconds(), what);
                return;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the demo's life was cut short", e);
        }
    }
}
