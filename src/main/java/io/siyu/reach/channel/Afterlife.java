package io.siyu.reach.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a code ends, and what it shows whenever it takes nobody in: another code's guide, a certain guide, or a picture with the fallback text.
 * The first that is given and can serve.
 *
 * @param expiresAt absent: never
 * @param codeId another live code
 * @param staffId a guide
 * @param pictureUrl a picture of ours, {@code /files/…}
 */
public record Afterlife(
        @Nullable Instant expiresAt,
        @Nullable Long codeId,
        @Nullable Long staffId,
        @Nullable String pictureUrl) {

    /** Never ends, and shows the brand's fallback. */
    public static final Afterlife NONE = new Afterlife(null, null, null, null);

    public boolean showsSomething() {
        return codeId != null || staffId != null || pictureUrl != null;
    }
}
