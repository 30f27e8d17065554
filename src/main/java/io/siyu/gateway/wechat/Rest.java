package io.siyu.gateway.wechat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** For how long nobody is asked after trouble: visitors should not pay for it one by one. Each node finds out for itself. */
final class Rest {

    /** Called too often; and what comes from a secret or an address that somebody has to set right. */
    private static final Set<Integer> TOO_OFTEN = Set.of(45009, 45011, 45033);

    private static final Set<Integer> MISCONFIGURED = Set.of(40001, 40013, 40125, 40164, 48001);
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final int UNANSWERED_IN_A_ROW = 3;

    private final Clock clock;
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile Instant until = Instant.MIN;

    Rest(Clock clock) {
        this.clock = clock;
    }

    boolean resting() {
        return clock.instant().isBefore(until);
    }

    void answered() {
        unanswered.set(0);
    }

    void over() {
        answered();
        until = Instant.MIN;
    }

    void unanswered() {
        if (unanswered.incrementAndGet() >= UNANSWERED_IN_A_ROW) {
            unanswered.set(0);
            until = clock.instant().plus(SHORT);
        }
    }

    /** @return whether it was for asking too often */
    boolean refused(int code) {
        unanswered.set(0);
        boolean tooOften = TOO_OFTEN.contains(code);
        if (tooOften || MISCONFIGURED.contains(code)) {
            until = clock.instant().plus(tooOften ? SHORT : LONG);
        }
        return tooOften;
    }
}
