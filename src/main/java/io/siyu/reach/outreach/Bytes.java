package io.siyu.reach.outreach;

import java.nio.charset.StandardCharsets;

/** Limits that WeChat Work counts in bytes of UTF-8. */
final class Bytes {

    private Bytes() {}

    /** The text itself, or as much of it as fits with an ellipsis, never half a character. */
    static String cut(String text, int limit) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= limit) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int size = "…".getBytes(StandardCharsets.UTF_8).length;
        for (int codePoint : text.codePoints().toArray()) {
            String character = Character.toString(codePoint);
            size += character.getBytes(StandardCharsets.UTF_8).length;
            if (size > limit) {
                break;
            }
            kept.append(character);
        }
        return kept.append('…').toString();
    }
}
