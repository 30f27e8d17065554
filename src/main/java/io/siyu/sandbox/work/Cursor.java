package io.siyu.sandbox.work;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The opaque {@code cursor} of paged APIs: where the next page starts; empty for the first page and after the last. */
final class Cursor {

    private Cursor() {}

    static String encode(long position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("at" + position).getBytes(StandardCharsets.UTF_8));
    }

    static long decode(String cursor) {
        if (cursor.isEmpty()) {
            return 0;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.matches("at\\d{1,18}")) {
                return Long.parseLong(text.substring(2));
            }
        } catch (IllegalArgumentException e) {
            // Refused below, like a cursor of another shape.
        }
        throw new WorkRefusal(40058, "invalid cursor");
    }
}
