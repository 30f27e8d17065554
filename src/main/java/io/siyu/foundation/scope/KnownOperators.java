package io.siyu.foundation.scope;

import java.util.Optional;

/** Tells who an operator is outside a request of his: with the rights and the scope that he has at this moment. */
public interface KnownOperators {

    /** Absent when he may not sign in any more. */
    Optional<Operator> byUserId(long userId);
}
