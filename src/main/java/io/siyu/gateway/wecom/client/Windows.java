package io.siyu.gateway.wecom.client;

import io.siyu.gateway.wecom.WeComException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Leaves an API alone that was called too often. The platform refuses it for the rest of the window that was overrun, a minute or an
 * hour, without saying which: so the pause is a minute first, and longer when the first call after it is refused again. Each node finds
 * out for itself, which costs one call.
 */
class Windows {

    private static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(60));

    /** A welcome code is dead after the pause in any case, so trying costs nothing. */
    private static final Set<String> NEVER_LEFT_ALONE = Set.of("/cgi-bin/externalcontact/send_welcome_msg");

    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();
    private final Clock clock;

    /** @param times how many pauses there were in a row */
    private record Pause(Instant until, int times) {}

    Windows(Clock clock) {
        this.clock = clock;
    }

    /** @throws WeComException LIMITED while the API is left alone */
    void check(String path) {
        Pause pause = pauses.get(path);
        if (pause != null && clock.instant().isBefore(pause.until())) {
            throw new WeComException(
                    45009, "called too often before, left alone until " + pause.until(), WeComException.Kind.LIMITED);
        }
    }

    void overrun(String path) {
        if (!NEVER_LEFT_ALONE.contains(path)) {
            pauses.compute(path, (api, before) -> next(before));
        }
    }

    void accepted(String path) {
        pauses.remove(path);
    }

    /** Calls that were under way together are refused together, and make one pause. */
    private Pause next(@Nullable Pause before) {
        Instant now = clock.instant();
        if (before != null && now.isBefore(before.until())) {
            return before;
        }
        int times = before == null ? 0 : Math.min(before.times(), PAUSES.size() - 1);
        return new Pause(now.plus(PAUSES.get(times)), times + 1);
    }
}
