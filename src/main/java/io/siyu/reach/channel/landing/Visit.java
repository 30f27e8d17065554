package io.siyu.reach.channel.landing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Somebody opens one of our pages.
 *
 * @param visitor the random id in their cookie
 * @param agent what the browser calls itself, cut to 300 characters; empty when it says nothing
 * @param parameters of the address, as advertisements add them: {@code utm_source}, {@code gdt_vid}; at most twelve, each cut
 */
public record Visit(String visitor, String agent, Map<String, String> parameters) {

    private static final int LONGEST_AGENT = 300;
    private static final int MOST_PARAMETERS = 12;
    private static final int LONGEST_VALUE = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,40}");

    /** With what the page is looked at. */
    public enum Client {
        WECHAT,
        /** WeChat Work's own app. */
        WECOM,
        ALIPAY,
        BROWSER,
        /** A search engine, a link preview, a script. */
        ROBOT,
        UNKNOWN
    }

    public Visit {
        parameters = Map.copyOf(parameters);
    }

    /** Of whom nothing more is known. */
    public Visit(String visitor) {
        this(visitor, "", Map.of());
    }

    /** Whatever the request says: what is too long is cut, what is no text is left out. */
    public static Visit of(String visitor, HttpServletRequest request) {
        Map<String, String> kept = new TreeMap<>();
        new TreeMap<>(request.getParameterMap()).forEach((name, values) -> {
            if (kept.size() < MOST_PARAMETERS && NAME.matcher(name).matches() && values.length > 0) {
                String value = cut(values[0], LONGEST_VALUE);
                if (!value.isBlank()) {
                    kept.put(name, value);
                }
            }
        });
        String agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        return new Visit(visitor, cut(agent, LONGEST_AGENT), kept);
    }

    /** Of parameters that are not the address's own. */
    Visit without(String... names) {
        Map<String, String> left = new TreeMap<>(parameters);
        left.keySet().removeAll(Set.of(names));
        return new Visit(visitor, agent, left);
    }

    public Client client() {
        String says = agent.toLowerCase(Locale.ROOT);
        if (says.isBlank()) {
            return Client.UNKNOWN;
        }
        if (says.contains("bot") || says.contains("spider") || says.contains("curl/") || says.contains("java")) {
            return Client.ROBOT;
        }
        if (says.contains("wxwork")) {
            return Client.WECOM;
        }
        if (says.contains("micromessenger")) {
            return Client.WECHAT;
        }
        return says.contains("alipayclient") ? Client.ALIPAY : browser(says);
    }

    private static Client browser(String says) {
        return says.contains("mozilla") ? Client.BROWSER : Client.UNKNOWN;
    }

    /** Without control characters and halves of characters, which no database takes. */
    private static String cut(String text, int most) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .filter(point -> !Character.isISOControl(point)
                        && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE))
                .limit(most)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
