package io.siyu.reach.channel.template;

import io.siyu.reach.channel.RemarkRule;
import io.siyu.reach.channel.remark.RemarkWords;
import io.siyu.shared.DomainException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a line of a file says about a code beyond whose it is. */
final class ChildLine {

    private static final int LONGEST_NAME = 60;
    private static final int MOST_A_DAY = 100_000;
    private static final int WELCOME_BYTES = 3_600;
    private static final int LONGEST_FALLBACK = 200;

    private ChildLine() {}

    /**
     * The settings that become the code's own; an empty cell says nothing.
     *
     * @param noted what is noted so far, of which a line says only the remark
     */
    static Map<String, Object> overrides(Map<String, String> line, RemarkRule noted) {
        Map<String, Object> own = new LinkedHashMap<>();
        String name = line.get("name");
        if (name != null) {
            own.put("name", atMost(name.strip(), LONGEST_NAME, "name", "channel.name_invalid"));
        }
        String cap = line.get("dailyCap");
        if (cap != null) {
            own.put("dailyCap", cap(cap.strip()));
        }
        String welcome = line.get("welcomeText");
        if (welcome != null) {
            if (welcome.getBytes(StandardCharsets.UTF_8).length > WELCOME_BYTES) {
                throw DomainException.invalid("welcomeText", "channel.welcome_too_long", WELCOME_BYTES / 3);
            }
            own.put("welcomeText", welcome);
        }
        String fallback = line.get("fallbackText");
        if (fallback != null) {
            own.put(
                    "fallbackText",
                    atMost(fallback, LONGEST_FALLBACK, "fallbackText", "channel.template.import.fallback_invalid"));
        }
        String remark = line.get("remark");
        if (remark != null) {
            RemarkWords.checkPattern(remark, "remark");
            own.put("remark", noted.saying(remark));
        }
        return own;
    }

    private static int cap(String text) {
        int cap = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        if (cap < 1 || cap > MOST_A_DAY) {
            throw DomainException.invalid("dailyCap", "channel.cap_invalid", MOST_A_DAY);
        }
        return cap;
    }

    private static String atMost(String text, int most, String field, String code) {
        if (text.length() > most) {
            throw DomainException.invalid(field, code, most);
        }
        return text;
    }
}
