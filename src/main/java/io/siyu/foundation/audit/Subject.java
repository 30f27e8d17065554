package io.siyu.foundation.audit;

import org.jspecify.annotations.Nullable;

/**
 * What was changed.
 *
 * @param kind what sort of thing, named in the bundles as {@code audit.kind.<kind>}
 * @param name how operators call it; absent for people, whose names do not belong into the audit
 */
public record Subject(String kind, String id, @Nullable String name) {

    public static Subject of(String kind, Object id, String name) {
        return new Subject(kind, id.toString(), name);
    }

    /** Without a name: a person, or something that has none. */
    public static Subject of(String kind, Object id) {
        return new Subject(kind, id.toString(), null);
    }
}
