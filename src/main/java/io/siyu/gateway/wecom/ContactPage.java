package io.siyu.gateway.wecom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of customers of some employees; each contact carries the one follow it was listed for.
 *
 * @param nextCursor asks for the next page; absent at the end
 */
public record ContactPage(
        List<ExternalContact> contacts, @Nullable String nextCursor) {

    public ContactPage {
        contacts = List.copyOf(contacts);
    }
}
