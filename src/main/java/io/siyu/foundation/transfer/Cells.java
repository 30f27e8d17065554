package io.siyu.foundation.transfer;

import io.siyu.shared.BrandZone;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stored cells mean. */
final class Cells {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Cells() {}

    /** As text for people: yuan, and the brand's time. */
    static String text(@Nullable Object cell, Column.Kind kind, BrandZone zone) {
        if (cell == null) {
            return "";
        }
        return switch (kind) {
            case TEXT, NUMBER -> cell.toString();
            case MONEY -> yuan(cell).toPlainString();
            case TIME -> TIME.format(time(cell, zone));
        };
    }

    static BigDecimal yuan(Object fen) {
        return BigDecimal.valueOf(((Number) fen).longValue(), 2);
    }

    static LocalDateTime time(Object instant, BrandZone zone) {
        return LocalDateTime.ofInstant(Instant.parse(instant.toString()), zone.zone());
    }
}
