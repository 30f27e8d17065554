package io.siyu.gateway.wecom;

import org.jspecify.annotations.Nullable;

/** What can hang on a welcome. */
public sealed interface Attachment {

    record Link(
            String title,
            String url,
            @Nullable String description,
            @Nullable String picUrl) implements Attachment {}

    /** @param picMediaId the cover, uploaded before */
    record MiniProgram(String title, String appId, String page, String picMediaId) implements Attachment {}

    record Image(String mediaId) implements Attachment {}

    record Video(String mediaId) implements Attachment {}

    /** A document. */
    record Document(String mediaId) implements Attachment {}
}
