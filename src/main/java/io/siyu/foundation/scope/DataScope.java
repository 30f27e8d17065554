package io.siyu.foundation.scope;

import java.io.Serializable;
import java.util.Set;

/**
 * Which customers somebody may see. Given to SQL as a predicate before anything is counted; {@link Predicates} writes it.
 */
public sealed interface DataScope extends Serializable {

    /** Everybody. */
    record All() implements DataScope {}

    /** Customers owned by one of these stores. */
    record Stores(Set<Long> storeIds) implements DataScope {
        public Stores {
            storeIds = Set.copyOf(storeIds);
        }
    }

    /** Customers owned by this employee. */
    record Own(long staffId) implements DataScope {}

    /** Nobody: a user without an employee behind it whose role says "own". */
    record Nothing() implements DataScope {}
}
