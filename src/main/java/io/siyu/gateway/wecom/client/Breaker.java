package io.siyu.gateway.wecom.client;

import io.siyu.gateway.wecom.WeComException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stops asking with credentials that the platform refused: each further try would fetch a token anew, and many wrong ones get our
 * address locked out for an hour.
 */
class Breaker {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Clock clock;
    private @Nullable WeComException refusal;
    private boolean accepted;
    private Instant closedUntil = Instant.EPOCH;
    private Duration pause = FIRST_PAUSE;

    Breaker(Clock clock) {
        this.clock = clock;
    }

    synchronized void check() {
        WeComException known = refusal;
        if (known != null && clock.instant().isBefore(closedUntil)) {
            throw new WeComException(known.code(), known.errmsg(), WeComException.Kind.MISCONFIGURED, known);
        }
    }

    /** What the platform said last about our credentials: a refusal, yes, or nothing yet. */
    record Verdict(@Nullable WeComException refusal, boolean accepted) {}

    synchronized Verdict verdict() {
        return new Verdict(refusal, accepted);
    }

    synchronized void refused(WeComException latest) {
        refusal = latest;
        accepted = false;
        closedUntil = clock.instant().plus(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    synchronized void accepted() {
        refusal = null;
        accepted = true;
        pause = FIRST_PAUSE;
    }
}
