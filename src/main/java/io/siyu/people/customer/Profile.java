package io.siyu.people.customer;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is known of a person beside their keys; absent parts are not known, and leave alone what was known before. */
public record Profile(
        @Nullable String name,
        @Nullable String avatar,
        @Nullable Gender gender,
        @Nullable LocalDate birthday) {

    public static final Profile UNKNOWN = new Profile(null, null, null, null);

    public static Profile named(String name) {
        return new Profile(name, null, null, null);
    }
}
