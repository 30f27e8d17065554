package io.siyu.reach.channel.nearest;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An open store with a live code of its own.
 *
 * @param point absent: nobody entered where it is
 * @param liveCode the public code that it leads to
 */
record StoreDoor(
        long storeId,
        String name,
        @Nullable String region,
        @Nullable String address,
        @Nullable Point point,
        String liveCode) {

    Point place() {
        return Objects.requireNonNull(point);
    }
}
