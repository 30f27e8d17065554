package io.siyu.gateway.wecom.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.shared.RandomCode;
import io.siyu.testing.MovableClock;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What one attempt at a welcome leaves behind for the next. */
@InboxTest
class WelcomeRowsTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    @Autowired
    Inbox inbox;

    @Test
    void who_takes_over_a_welcome_knows_that_it_may_have_been_sent_and_the_one_before_sends_no_more() {
        long id = dueInAnHour();
        WelcomeRows rows = rowsIn(Duration.ofHours(1));
        WelcomeRows.Claimed first = rows.claim().orElseThrow();
        assertThat(first.callback().id()).isEqualTo(id);
        assertThat(first.maybeSent()).isFalse();
        assertThat(rows.sending(first)).isTrue();
        // Longer than the code lives: nobody sends beside one who is still waiting for the platform.
        assertThat(rowsIn(Duration.ofHours(1).plusSeconds(20)).claim()).isEmpty();
        WelcomeRows.Claimed second =
                rowsIn(Duration.ofHours(1).plusSeconds(31)).claim().orElseThrow();
        assertThat(second.callback().id()).isEqualTo(id);
        assertThat(second.maybeSent()).isTrue();
        assertThat(rows.sending(first)).isFalse();
        rows.done(second, null);
    }

    @Test
    void a_welcome_that_was_refused_in_vain_is_not_taken_for_maybe_sent() {
        dueInAnHour();
        WelcomeRows rows = rowsIn(Duration.ofHours(1));
        WelcomeRows.Claimed first = rows.claim().orElseThrow();
        rows.sending(first);
        rows.failed(first, "BUSY", rows.now(), true);
        WelcomeRows.Claimed second = rows.claim().orElseThrow();
        assertThat(second.maybeSent()).isFalse();
        rows.sending(second);
        rows.failed(second, "no answer", rows.now(), false);
        WelcomeRows.Claimed third = rows.claim().orElseThrow();
        assertThat(third.maybeSent()).isTrue();
        rows.done(third, null);
    }

    private WelcomeRows rowsIn(Duration later) {
        return new WelcomeRows(jdbc, inbox, Clock.offset(clock, later));
    }

    /** Out of reach of the lane, whose clock is an hour behind. */
    private long dueInAnHour() {
        return jdbc.sql("""
                insert into wecom_inbox (digest, app, event, change_type, fields, received_at, next_attempt_at, state,
                                         welcome_state, welcome_next_at)
                values (:digest, 'main', 'test', '', '{}', :at, :at, 'done', 'due', :at) returning id""")
                .param("digest", RandomCode.letters(32).getBytes(StandardCharsets.UTF_8))
                .param("at", OffsetDateTime.ofInstant(clock.instant().plus(Duration.ofHours(1)), clock.getZone()))
                .query(Long.class)
                .single();
    }
}
