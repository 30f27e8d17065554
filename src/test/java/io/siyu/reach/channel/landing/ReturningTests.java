package io.siyu.reach.channel.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whether those who are sent to WeChat come back. */
class ReturningTests {

    private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");

    Returning returning = new Returning();

    @Test
    void when_nobody_comes_back_nobody_is_sent_for_ten_minutes() {
        for (int visitor = 0; visitor < 5; visitor++) {
            assertThat(returning.leaves(NOON)).isTrue();
        }
        Instant later = NOON.plusSeconds(31);
        assertThat(returning.leaves(later)).isFalse();
        assertThat(returning.leaves(later.plus(Duration.ofMinutes(9)))).isFalse();
        assertThat(returning.leaves(later.plus(Duration.ofMinutes(10)))).isTrue();
    }

    @Test
    void a_crowd_that_is_still_away_is_no_trouble_and_one_who_returns_ends_it() {
        for (int visitor = 0; visitor < 5_000; visitor++) {
            assertThat(returning.leaves(NOON.plusMillis(visitor))).isTrue();
        }
        returning.back();
        assertThat(returning.leaves(NOON.plusSeconds(60))).isTrue();
    }
}
