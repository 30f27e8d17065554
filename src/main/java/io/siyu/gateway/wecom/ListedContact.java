package io.siyu.gateway.wecom;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A customer as a page of customers lists them, carried by the callback that was written for them: so that a million friends who are
 * taken in together cost ten thousand calls and not a million.
 */
public final class ListedContact {

    private static final String FIELD = "ListedContact";
    private static final JsonMapper JSON = JsonMapper.shared();

    private ListedContact() {}

    /** The field by which a callback carries it. */
    public static Map.Entry<String, String> field(ExternalContact contact) {
        return Map.entry(FIELD, JSON.writeValueAsString(contact));
    }

    static @Nullable Optional<ExternalContact> of(Map<String, String> fields) {
        String listed = fields.get(FIELD);
        return listed == null ? null : Optional.of(JSON.readValue(listed, ExternalContact.class));
    }
}
