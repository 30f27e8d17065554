package io.siyu.people.staff;

import io.siyu.shared.BrandZone;
import io.siyu.shared.DomainException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing, on all nodes together: after a few failures in a row a name (whether or not anybody has it) or an address has
 * to wait, twice as long after each further one. An attempt is charged before the password is looked at, so that a hundred at once
 * get no more tries than one after the other.
 */
@Component
class SignInLocks {

    /** One minute, two, four, … an hour. */
    private static final String CHARGE = """
            insert into staff_sign_in_failure as f (door, failures, last_at) values (:door, 1, :now)
            on conflict (door) do update set (failures, last_at, locked_until) = (
                select n, :now::timestamptz, case when n >= :free then
                    :now::timestamptz + least(interval '1 hour', interval '1 minute' * (1 << least(n - :free, 6))) end
                from (select case when f.last_at < :forgotten then 1 else f.failures + 1 end as n) charged)
            where f.locked_until is null or f.locked_until <= :now
            returning locked_until""";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /** How many failures are free, and after what silence they are forgotten. */
    enum Door {
        NAME(5, Duration.ofHours(24)),
        /** Whole offices share one. */
        ADDRESS(20, Duration.ofHours(1));

        private final int free;
        private final Duration memory;

        Door(int free, Duration memory) {
            this.free = free;
            this.memory = memory;
        }

        String of(String value) {
            return name() + ":" + sha256(value.strip().toLowerCase(Locale.ROOT));
        }
    }

    private record Charged(@Nullable OffsetDateTime lockedUntil) {}

    private final JdbcClient jdbc;
    private final BrandZone zone;
    private final Clock clock;

    SignInLocks(JdbcClient jdbc, BrandZone zone, Clock clock) {
        this.jdbc = jdbc;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * Counts an attempt that may turn out to be a failure.
     *
     * @return until when the door is shut if it does
     * @throws DomainException {@code session.locked} while it is shut
     */
    Optional<Instant> charge(Door door, String value) {
        Instant now = clock.instant();
        List<Charged> charged = jdbc.sql(CHARGE)
                .param("door", door.of(value))
                .param("now", at(now))
                .param("forgotten", at(now.minus(door.memory)))
                .param("free", door.free)
                .query((row, number) -> new Charged(row.getObject("locked_until", OffsetDateTime.class)))
                .list();
        if (charged.isEmpty()) {
            throw locked(door, value);
        }
        return Optional.ofNullable(charged.getFirst().lockedUntil()).map(OffsetDateTime::toInstant);
    }

    /** The attempt was none: the name is clean again. */
    void clear(String username) {
        jdbc.sql("delete from staff_sign_in_failure where door = :door")
                .param("door", Door.NAME.of(username))
                .update();
    }

    /** Takes one attempt back. One right password does not wipe out the wrong ones from the same address: it may be the guesser's own. */
    void uncharge(String address) {
        jdbc.sql("""
                update staff_sign_in_failure set failures = greatest(failures - 1, 0), locked_until = null where door = :door""").param("door", Door.ADDRESS.of(address)).update();
    }

    /** Forgets what is long over; guessers leave a row for every name they try. */
    void forget() {
        jdbc.sql("delete from staff_sign_in_failure where last_at < :old")
                .param("old", at(clock.instant().minus(Door.NAME.memory)))
                .update();
    }

    private DomainException locked(Door door, String value) {
        Instant now = clock.instant();
        Instant until = jdbc.sql("select locked_until from staff_sign_in_failure where door = :door")
                .param("door", door.of(value))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .filter(now::isBefore)
                .orElse(now.plusSeconds(1));
        Duration left = Duration.between(now, until);
        return DomainException.tooMany(
                        "session.locked",
                        TIME.format(until.plusSeconds(59).atZone(zone.zone())),
                        left.plusSeconds(59).toMinutes())
                .after(left);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
