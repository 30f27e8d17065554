package io.siyu.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * The clock of the whole application: the wall's, plus what the sandbox moved it ahead (or, while a demo brand is being brought to
 * the present, minus what is left). Once started it never goes back. It ticks in microseconds, as the database does: a moment is the
 * same in memory, in JSON and in every table.
 */
final class BrandClock extends Clock {

    private final Clock wall;
    private final ZoneId zone;
    private final Ahead ahead;

    /** The part that is shared with the copies for other zones. */
    static final class Ahead {
        private volatile Duration value;

        Ahead(Duration value) {
            this.value = value;
        }

        Duration value() {
            return value;
        }

        void raiseTo(Duration latest) {
            if (latest.compareTo(value) > 0) {
                value = latest;
            }
        }
    }

    BrandClock(Clock wall, Ahead ahead) {
        this(wall, wall.getZone(), ahead);
    }

    private BrandClock(Clock wall, ZoneId zone, Ahead ahead) {
        this.wall = wall;
        this.zone = zone;
        this.ahead = ahead;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new BrandClock(wall, other, ahead);
    }

    @Override
    public Instant instant() {
        return wall.instant().plus(ahead.value()).truncatedTo(ChronoUnit.MICROS);
    }
}
