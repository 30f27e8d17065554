package io.siyu.reach.channel.nearest;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One printed code for all stores.
 *
 * @param templateId whose codes of stores it leads to
 * @param maxKm farther stores are not offered
 * @param choices the codes of single stores, by store
 */
public record StoreCode(
        long id,
        String code,
        String name,
        @Nullable Long templateId,
        @Nullable Integer maxKm,
        @Nullable Long fallbackCodeId,
        @Nullable String fallbackText,
        Instant createdAt,
        @Nullable Instant archivedAt,
        Map<Long, Long> choices) {

    boolean open() {
        return archivedAt == null;
    }
}
