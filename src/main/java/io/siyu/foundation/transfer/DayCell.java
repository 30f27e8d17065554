package io.siyu.foundation.transfer;

import io.siyu.shared.DomainException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A day as people and their former systems write it into a cell: 2026-11-30, 2026/1/5, 2026年1月5日, with or without a time behind it. */
public final class DayCell {

    private static final Pattern DAY =
            Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?:[ T]\\d{1,2}:\\d{2}.{0,20})?");

    private DayCell() {}

    /** @throws DomainException {@code transfer.day_invalid} at the field */
    public static LocalDate parse(String field, String text) {
        Matcher written = DAY.matcher(text.strip());
        if (written.matches()) {
            try {
                return LocalDate.of(number(written, 1), number(written, 2), number(written, 3));
            } catch (DateTimeException e) {
                throw DomainException.invalid(field, "transfer.day_invalid", text);
            }
        }
        throw DomainException.invalid(field, "transfer.day_invalid", text);
    }

    private static int number(Matcher written, int group) {
        return Integer.parseInt(written.group(group));
    }
}
