package io.siyu.reach.outreach;

import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How greeting a new friend went.
 *
 * @param staff absent when we do not know the employee yet
 * @param reason why it went so, for people
 * @param dedupeKey one a callback
 * @param evidence what was known: code, milliseconds from callback to sent, the platform's answer
 */
public record WelcomeOutcome(
        CustomerId customer,
        @Nullable StaffId staff,
        @Nullable StoreId store,
        State state,
        String text,
        String reason,
        String dedupeKey,
        Instant at,
        Map<String, Object> evidence) {

    public WelcomeOutcome {
        evidence = Map.copyOf(evidence);
    }

    /** What became of it. */
    public enum State {
        SENT,
        /** Nothing was tried, and why. */
        SKIPPED,
        /** The welcome code had died. */
        LATE,
        FAILED,
        UNKNOWN
    }
}
