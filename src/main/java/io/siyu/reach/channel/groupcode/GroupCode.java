package io.siyu.reach.channel.groupcode;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A printed code behind which groups change.
 *
 * @param nextName how groups are called that the platform makes when all are full; absent: it makes none
 */
public record GroupCode(
        long id,
        String code,
        String name,
        Kind kind,
        @Nullable String nextName,
        @Nullable Integer nextNumber,
        @Nullable Long fallbackCodeId,
        @Nullable String fallbackText,
        Instant createdAt,
        @Nullable Instant archivedAt,
        List<Place> places) {

    public enum Kind {
        /** Groups that we know, by join ways that we make. */
        GROUPS,
        /** Pictures of groups' own codes, which end after a week. */
        PICTURES
    }

    public enum Status {
        MAKING,
        READY,
        FAILED,
        RETIRED,
        DELETED
    }

    /** One group, or one picture. */
    public record Place(
            long id,
            int position,
            @Nullable String chatId,
            @Nullable String pictureUrl,
            @Nullable Instant expiresAt,
            int cap,
            boolean overflow,
            int shown,
            @Nullable String state,
            @Nullable Status status,
            @Nullable String qrUrl,
            @Nullable String failure) {}

    boolean open() {
        return archivedAt == null;
    }
}
