package io.siyu.people.staff;

import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing: after ten failures of one name from one address within five minutes, that pair waits. Kept by each node for
 * itself; a guesser gains no more than a factor of the number of nodes.
 */
@Component
class SignInThrottle {

    private static final int FAILURES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int REMEMBERED = 10_000;

    private record Failures(int count, Instant since) {}

    private final Clock clock;
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    /** @throws DomainException {@code session.too_many} */
    void check(String username, String address) {
        Failures known = failures.get(key(username, address));
        if (known != null && known.count() >= FAILURES && !over(known)) {
            throw DomainException.tooMany("session.too_many", WINDOW.toMinutes());
        }
    }

    void failed(String username, String address) {
        if (failures.size() >= REMEMBERED) {
            failures.values().removeIf(this::over);
        }
        failures.compute(
                key(username, address),
                (key, known) -> known == null || over(known)
                        ? new Failures(1, clock.instant())
                        : new Failures(known.count() + 1, known.since()));
    }

    void succeeded(String username, String address) {
        failures.remove(key(username, address));
    }

    private boolean over(Failures known) {
        return known.since().plus(WINDOW).isBefore(clock.instant());
    }

    private static String key(String username, String address) {
        return address + " " + username.strip().toLowerCase(java.util.Locale.ROOT);
    }
}
