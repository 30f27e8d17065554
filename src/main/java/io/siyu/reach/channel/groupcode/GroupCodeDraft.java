package io.siyu.reach.channel.groupcode;

import io.siyu.reach.channel.groupcode.GroupCode.Kind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants a group code to be.
 *
 * @param kind cannot be changed later
 * @param places in the order in which they are filled
 * @param next absent: the platform makes no groups by itself
 */
public record GroupCodeDraft(
        @NotBlank @Size(max = 60) String name,
        @NotNull Kind kind,
        @NotNull @Size(max = 200) List<@Valid @NotNull Wanted> places,
        @Nullable @Valid Next next,
        @Nullable Long fallbackCodeId,
        @Nullable @Size(max = 200) String fallbackText) {

    /**
     * One of the groups.
     *
     * @param id of a place that is there already; absent: a new one
     * @param chatId the group, of the kind GROUPS
     * @param pictureUrl the picture of its code, {@code /files/…}, of the kind PICTURES
     * @param expiresAt when the picture ends
     */
    public record Wanted(
            @Nullable Long id,
            @Nullable @Size(max = 64) String chatId,
            @Nullable @Size(max = 64) String pictureUrl,
            @Nullable Instant expiresAt,
            @Min(1) @Max(500) int cap) {}

    /** @param number of the first one: 老客群 and 4 make 老客群4 */
    public record Next(
            @NotBlank @Size(max = 40) String name,
            @Min(1) @Max(1_000_000) int number) {}
}
