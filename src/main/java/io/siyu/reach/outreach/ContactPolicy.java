package io.siyu.reach.outreach;

import io.siyu.people.customer.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether, and when, a customer may be reached. Pure; the daily cap alone is settled in the database, where races are lost. */
final class ContactPolicy {

    private ContactPolicy() {}

    /**
     * What the brand decided.
     *
     * @param dailyCap marketing touches a customer gets a day
     * @param quietFrom when the quiet hours begin; equal to their end when there are none
     * @param newcomerHours for how long after becoming a friend nobody sells to the customer
     */
    record Settings(int dailyCap, LocalTime quietFrom, LocalTime quietUntil, int newcomerHours) {}

    /**
     * What is known of the customer.
     *
     * @param guide who would do it; absent when nobody follows the customer
     * @param friendSince when the present friendship with that guide began
     */
    record Facts(
            boolean accepts, @Nullable Long guide, @Nullable Instant friendSince) {}

    sealed interface Verdict {
        /** @param dueAt now, or when the quiet hours end */
        record Allowed(Instant dueAt) implements Verdict {}

        record Suppressed(String reason) implements Verdict {}
    }

    static Verdict decide(Purpose purpose, Facts facts, Settings settings, Instant now, ZoneId zone) {
        return refusal(purpose, facts, settings, now)
                .<Verdict>map(Verdict.Suppressed::new)
                .orElseGet(() -> new Verdict.Allowed(outsideQuietHours(settings, now, zone)));
    }

    private static Optional<String> refusal(Purpose purpose, Facts facts, Settings settings, Instant now) {
        Instant friendSince = facts.friendSince();
        if (facts.guide() == null || friendSince == null) {
            return Optional.of("outreach.suppressed.not_followed");
        }
        if (!facts.accepts()) {
            return Optional.of("outreach.suppressed.no_consent");
        }
        boolean newcomer =
                friendSince.plus(Duration.ofHours(settings.newcomerHours())).isAfter(now);
        if (purpose == Purpose.MARKETING && newcomer) {
            return Optional.of("outreach.suppressed.newcomer");
        }
        return Optional.empty();
    }

    /** The moment itself, or the end of the quiet hours that it falls into; they may cross midnight. */
    static Instant outsideQuietHours(Settings settings, Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        LocalTime time = local.toLocalTime();
        LocalTime from = settings.quietFrom();
        LocalTime until = settings.quietUntil();
        boolean overnight = from.isAfter(until);
        boolean quiet =
                overnight ? !time.isBefore(from) || time.isBefore(until) : !time.isBefore(from) && time.isBefore(until);
        if (!quiet) {
            return at;
        }
        boolean endsTomorrow = overnight && !time.isBefore(from);
        return local.toLocalDate()
                .plusDays(endsTomorrow ? 1 : 0)
                .atTime(until)
                .atZone(zone)
                .toInstant();
    }
}
