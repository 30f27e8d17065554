package io.siyu.sandbox.wire;

import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong for the next calls of a path.
 *
 * @param path the exact path, one that ends in or contains {@code *} for anything, either with a method before it
 *     ({@code GET /v3/refund/*}); {@code callback:work} and {@code callback:pay} for what is sent
 * @param about touches only what mentions this text in its address or body; null touches all
 * @param code the platform's error code, for {@link Kind#REFUSE}
 * @param status the HTTP status, for {@link Kind#REFUSE} on WeChat Pay
 * @param millis how long, for {@link Kind#SLOW} and {@link Kind#REORDER}
 * @param remaining how many more calls it touches
 * @param struck how many it has touched
 */
public record Fault(
        long id,
        String path,
        @Nullable String about,
        Kind kind,
        @Nullable String code,
        @Nullable Integer status,
        @Nullable Long millis,
        int remaining,
        int struck) {

    public enum Kind {
        /** Answers with an error of the platform and does nothing. */
        REFUSE,
        /** Does the work, late. */
        SLOW,
        /** Does the work and closes the connection without an answer. */
        LOSE_ANSWER,
        /** Does the work and cuts the answer in half. */
        TRUNCATE,
        /** Answers like a broken gateway in front of the platform: 502 with HTML. */
        BAD_GATEWAY,
        /** A callback is sent twice. */
        DUPLICATE,
        /** A callback is held back so that later ones overtake it. */
        REORDER,
        /** A callback never arrives. */
        LOSE
    }
}
