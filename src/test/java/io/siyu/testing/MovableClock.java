package io.siyu.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.context.annotation.Primary;

/** A clock that stands still until a test moves it. It begins on Monday, 2 March 2026 at 10:00 in Shanghai. */
@Primary
public final class MovableClock extends Clock {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    public static final Instant BEGINNING = Instant.parse("2026-03-02T02:00:00Z");

    private static final class Hands {
        private volatile Instant now = BEGINNING;

        private synchronized Instant move(Duration step) {
            now = now.plus(step);
            return now;
        }
    }

    private final Hands hands;
    private final ZoneId zone;

    public MovableClock() {
        this(new Hands(), ZONE);
    }

    private MovableClock(Hands hands, ZoneId zone) {
        this.hands = hands;
        this.zone = zone;
    }

    /** Moves on by this much and answers the new time. */
    public Instant advance(Duration step) {
        return hands.move(step);
    }

    public void setTo(Instant instant) {
        hands.now = instant;
    }

    @Override
    public Instant instant() {
        return hands.now;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** Another view of the same hands. */
    @Override
    public Clock withZone(ZoneId other) {
        return new MovableClock(hands, other);
    }
}
