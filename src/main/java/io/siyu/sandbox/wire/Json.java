package io.siyu.sandbox.wire;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The sandbox's own JSON, untouched by how the product configures its. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * @throws IllegalArgumentException if the text is not JSON
     */
    public static JsonNode parse(String text) {
        try {
            JsonNode parsed = MAPPER.readTree(text);
            if (parsed == null || parsed.isMissingNode()) {
                throw new IllegalArgumentException("Empty");
            }
            return parsed;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Not JSON", e);
        }
    }
}
