package io.siyu.reach.channel.live;

import io.siyu.shared.DomainException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Where a slice of a list that is ordered by time ended, the latest first. */
record LivePlace(Instant at, long id) {

    private static final LivePlace BEGINNING = new LivePlace(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

    static LivePlace of(@Nullable String after) {
        if (after == null || after.isBlank()) {
            return BEGINNING;
        }
        if (!after.matches("\\d{1,18}_\\d{1,18}")) {
            throw DomainException.invalid("after", "request.invalid");
        }
        int cut = after.indexOf('_');
        return new LivePlace(
                Instant.EPOCH.plus(Long.parseLong(after.substring(0, cut)), ChronoUnit.MICROS),
                Long.parseLong(after.substring(cut + 1)));
    }

    String after() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + id;
    }
}
