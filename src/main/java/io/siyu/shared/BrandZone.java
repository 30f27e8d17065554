package io.siyu.shared;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The brand's one time zone: what "today", "9:00" and "this month" mean everywhere. */
public record BrandZone(ZoneId zone) {

    public LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    public Instant startOf(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }
}
