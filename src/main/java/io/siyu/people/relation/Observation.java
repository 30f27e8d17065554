package io.siyu.people.relation;

import java.time.Instant;

/** Something seen of a friendship: it began, or one side ended it. */
record Observation(Kind kind, Instant at, AddedBy by) {

    enum Kind {
        ADDED,
        DELETED_BY_CUSTOMER,
        DELETED_BY_STAFF,
        HANDED_OVER
    }

    static Observation added(Instant at, AddedBy by) {
        return new Observation(Kind.ADDED, at, by);
    }

    static Observation deleted(Kind kind, Instant at) {
        return new Observation(kind, at, AddedBy.UNKNOWN);
    }
}
