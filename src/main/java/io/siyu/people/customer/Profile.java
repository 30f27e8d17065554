package io.siyu.people.customer;

import io.siyu.gateway.wecom.ExternalContact;
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

    /** What the platform says, and only that: "unknown" must not wipe out what an operator wrote. */
    public static Profile of(ExternalContact contact) {
        Gender gender = switch (contact.gender()) {
            case 1 -> Gender.MALE;
            case 2 -> Gender.FEMALE;
            default -> null;
        };
        return new Profile(contact.name().isBlank() ? null : contact.name(), contact.avatar(), gender, null);
    }
}
