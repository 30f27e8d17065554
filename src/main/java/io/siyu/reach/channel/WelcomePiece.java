package io.siyu.reach.channel;

import org.jspecify.annotations.Nullable;

/**
 * What hangs on a welcome.
 *
 * @param title of a link or a mini-program
 * @param url of a link
 * @param description of a link
 * @param pictureUrl of a link
 * @param appId of a mini-program
 * @param page of a mini-program
 * @param mediaId the file of the brand's that it is; of a mini-program its cover
 */
public record WelcomePiece(
        Kind kind,
        @Nullable String title,
        @Nullable String url,
        @Nullable String description,
        @Nullable String pictureUrl,
        @Nullable String appId,
        @Nullable String page,
        @Nullable Long mediaId) {

    /** What it is. */
    public enum Kind {
        LINK,
        MINI_PROGRAM,
        IMAGE,
        VIDEO,
        FILE;

        public boolean needsMedia() {
            return this != LINK;
        }
    }

    public static WelcomePiece link(String title, String url) {
        return new WelcomePiece(Kind.LINK, title, url, null, null, null, null, null);
    }

    /** A picture, a video or a document. */
    public static WelcomePiece media(Kind kind, long mediaId) {
        return new WelcomePiece(kind, null, null, null, null, null, null, mediaId);
    }
}
