package io.siyu.people.customer;

import org.jspecify.annotations.Nullable;

/** What looks like a telephone number in a search box. */
final class Phones {

    private Phones() {}

    static @Nullable Identity asIdentity(String text) {
        String digits = text.replaceAll("[\\s-]", "");
        return digits.matches("\\+?\\d{7,15}") ? Identity.phone(digits) : null;
    }
}
