package io.siyu.people.customer;

import io.siyu.shared.CustomerId;
import java.time.Instant;

/** Something about a person changed; what it is now is read from the person. */
public record CustomerChange(long id, CustomerId customer, Kind kind, Instant at) {

    /** Which part. */
    public enum Kind {
        CREATED,
        IDENTITY,
        PROFILE,
        CONSENT,
        OWNER,
        /** The person was merged away; the survivor has a row of its own, {@link #ABSORBED}. */
        MERGED,
        ABSORBED
    }
}
