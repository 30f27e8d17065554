package io.siyu.sandbox.wire;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request as it reached the platforms' port. Header names are lower case; the body of a form with files has one letter for each byte. */
public record Call(String method, URI uri, Map<String, String> headers, String body) {

    public String path() {
        return uri.getPath();
    }

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    public boolean bringsFile() {
        return headers.getOrDefault("content-type", "").startsWith("multipart/");
    }

    /** The query's parameters; a name given twice keeps its last value, empty pieces ({@code ?&a=b}) are passed over. */
    public Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = uri.getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                query.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
