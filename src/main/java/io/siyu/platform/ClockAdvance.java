package io.siyu.platform;

import io.siyu.foundation.job.PolledWork;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Moves the clock ahead while the sandbox is on; every node follows within a second. */
@RestController
@RequestMapping("/sandbox/api/clock")
@ConditionalOnProperty("siyu.sandbox")
class ClockAdvance implements PolledWork {

    private static final Duration FARTHEST = Duration.ofDays(366);

    private final JdbcClient jdbc;
    private final BrandClock.Ahead ahead;
    private final Clock clock;

    ClockAdvance(JdbcClient jdbc, BrandClock.Ahead ahead, Clock clock) {
        this.jdbc = jdbc;
        this.ahead = ahead;
        this.clock = clock;
        workOnce();
    }

    record Advance(long forwardSeconds) {}

    record Time(Instant now, long aheadSeconds) {}

    @GetMapping
    Time time() {
        return new Time(clock.instant(), ahead.value().toSeconds());
    }

    @PostMapping
    Time advance(@RequestBody Advance advance) {
        if (advance.forwardSeconds() <= 0 || advance.forwardSeconds() > FARTHEST.toSeconds()) {
            throw DomainException.invalid("forwardSeconds", "clock.step_invalid", FARTHEST.toDays());
        }
        jdbc.sql("update platform_clock set ahead_seconds = ahead_seconds + :step")
                .param("step", advance.forwardSeconds())
                .update();
        workOnce();
        return time();
    }

    @Override
    public String name() {
        return "platform.clock";
    }

    @Override
    public boolean workOnce() {
        long seconds = jdbc.sql("select ahead_seconds from platform_clock")
                .query(Long.class)
                .single();
        ahead.raiseTo(Duration.ofSeconds(seconds));
        return false;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }
}
