package io.siyu.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the platform answers, byte for byte. */
public record Reply(int status, String contentType, Map<String, String> headers, byte[] body) {

    public static Reply json(JsonNode body) {
        return json(200, body);
    }

    public static Reply json(int status, JsonNode body) {
        return text(status, "application/json; charset=UTF-8", body.toString());
    }

    public static Reply text(int status, String contentType, String body) {
        return new Reply(status, contentType, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply bytes(String contentType, byte[] body) {
        return new Reply(200, contentType, Map.of(), body);
    }

    public Reply with(Map<String, String> moreHeaders) {
        return new Reply(status, contentType, moreHeaders, body);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
