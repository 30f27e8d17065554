package io.siyu.gateway.wecom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What greets a new friend: a text, up to nine attachments, or both.
 *
 * @param text at most 4,000 bytes; the platform puts no name in
 */
public record Welcome(@Nullable String text, List<Attachment> attachments) {

    public Welcome {
        attachments = List.copyOf(attachments);
    }
}
