package io.siyu.people.staff;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One numbered page of a small table, searched by a word. */
record Paging(String q, int page, int size) {

    private static final int LARGEST = 500;

    Paging {
        q = q.strip().toLowerCase(Locale.ROOT);
        page = Math.clamp(page, 0, 1_000_000);
        size = Math.clamp(size, 1, LARGEST);
    }

    long offset() {
        return (long) page * size;
    }

    int limit() {
        return size;
    }

    String like() {
        return "%" + q.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
