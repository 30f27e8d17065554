package io.siyu.reach.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.customer.Purpose;
import io.siyu.reach.outreach.ContactPolicy.Facts;
import io.siyu.reach.outreach.ContactPolicy.Settings;
import io.siyu.reach.outreach.ContactPolicy.Verdict;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class ContactPolicyTests {

    private static final Settings NIGHT = new Settings(2, LocalTime.of(21, 0), LocalTime.of(9, 0), 24);
    private static final Instant TEN = MovableClock.BEGINNING;
    private static final Facts OLD_FRIEND = new Facts(true, 1L, TEN.minus(Duration.ofDays(30)));

    @Test
    void an_old_friend_who_accepts_is_reached_at_once_by_day() {
        assertThat(decide(Purpose.MARKETING, OLD_FRIEND, TEN)).isEqualTo(new Verdict.Allowed(TEN));
    }

    @Test
    void at_night_it_waits_until_the_morning() {
        Instant ten = TEN.plus(Duration.ofHours(12));
        assertThat(decide(Purpose.SERVICE, OLD_FRIEND, ten))
                .isEqualTo(new Verdict.Allowed(TEN.plus(Duration.ofHours(23))));
        Instant beforeDawn = TEN.minus(Duration.ofHours(5));
        assertThat(decide(Purpose.SERVICE, OLD_FRIEND, beforeDawn))
                .isEqualTo(new Verdict.Allowed(TEN.minus(Duration.ofHours(1))));
    }

    @Test
    void nobody_without_a_friend_without_consent_or_too_new_is_sold_to() {
        assertThat(decide(Purpose.MARKETING, new Facts(true, null, null), TEN))
                .isEqualTo(new Verdict.Suppressed("outreach.suppressed.not_followed"));
        assertThat(decide(Purpose.MARKETING, new Facts(false, 1L, TEN.minus(Duration.ofDays(30))), TEN))
                .isEqualTo(new Verdict.Suppressed("outreach.suppressed.no_consent"));
        Facts newcomer = new Facts(true, 1L, TEN.minus(Duration.ofHours(1)));
        assertThat(decide(Purpose.MARKETING, newcomer, TEN))
                .isEqualTo(new Verdict.Suppressed("outreach.suppressed.newcomer"));
        assertThat(decide(Purpose.SERVICE, newcomer, TEN)).isEqualTo(new Verdict.Allowed(TEN));
    }

    @Test
    void nothing_is_ever_due_in_the_quiet_hours_nor_before_it_was_wished() {
        Seeds.forAll(500, random -> {
            LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(60));
            LocalTime until = LocalTime.of(random.nextInt(24), random.nextInt(60));
            Settings settings = new Settings(1, from, until, 0);
            Instant at = TEN.plusSeconds(random.nextInt(7 * 86400));
            Instant due = ContactPolicy.outsideQuietHours(settings, at, MovableClock.ZONE);
            assertThat(due).isAfterOrEqualTo(at).isBefore(at.plus(Duration.ofHours(24)));
            assertThat(ContactPolicy.outsideQuietHours(settings, due, MovableClock.ZONE))
                    .isEqualTo(due);
        });
    }

    private static Verdict decide(Purpose purpose, Facts facts, Instant now) {
        return ContactPolicy.decide(purpose, facts, NIGHT, now, MovableClock.ZONE);
    }
}
