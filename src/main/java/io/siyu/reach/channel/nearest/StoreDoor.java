package io.siyu.reach.channel.nearest;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An open store with a live code of its own.
 *
 * @param point absent: nobody entered where it is
 * @param codeId the live code that it leads to, and how it is called
 * @param liveCode the public code of that
 */
record StoreDoor(
        long storeId,
        String name,
        @Nullable String region,
        @Nullable String address,
        @Nullable Point point,
        long codeId,
        String codeName,
        String liveCode) {

    Point place() {
        return Objects.requireNonNull(point);
    }
}
