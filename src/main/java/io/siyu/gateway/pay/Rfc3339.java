package io.siyu.gateway.pay;

import io.siyu.shared.BrandZone;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as WeChat Pay writes them: to the second, with an offset. */
final class Rfc3339 {

    private Rfc3339() {}

    static String write(Instant instant, BrandZone zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atZone(zone.zone()).toOffsetDateTime());
    }

    static @Nullable Instant read(@Nullable String text) {
        return text == null || text.isEmpty()
                ? null
                : OffsetDateTime.parse(text).toInstant();
    }
}
