package io.siyu.people.segment;

import io.siyu.shared.CustomerId;
import java.time.Instant;

/** Somebody came into a segment or left it. */
public record Flip(long segmentId, CustomerId customer, boolean entered, Instant at, Cause cause) {

    /** What made it happen. */
    public enum Cause {
        /** Something about the person changed. */
        CHANGE,
        /** The segment was made or its rule was edited. */
        BUILD,
        /** A day passed and something fell out of a window. */
        AGE,
        /** The nightly comparison found a difference; it should never occur. */
        REPAIR
    }
}
