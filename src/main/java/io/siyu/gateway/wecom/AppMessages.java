package io.siyu.gateway.wecom;

import io.siyu.gateway.wecom.client.WeComCalls;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Messages of our app to employees. After an unknown outcome the same message may be sent again within {@link #REMEMBERED}: if the first one
 * arrived, the second is dropped.
 */
@Component
public class AppMessages {

    private static final int MOST_RECEIVERS = 1000;
    private static final int ALL_INVALID = 81013;

    /** How long the platform remembers what it delivered: the same message to the same people within it is delivered once. */
    public static final Duration REMEMBERED = Duration.ofMinutes(30);

    private final WeComCalls calls;

    AppMessages(WeComCalls calls) {
        this.calls = calls;
    }

    /** @param content at most 2,048 bytes */
    public SendResult text(Set<String> userIds, String content) {
        return send(userIds, "text", Map.of("content", content));
    }

    /**
     * A card that opens a page.
     *
     * @param title at most 128 bytes
     * @param description at most 512 bytes
     */
    public SendResult card(Set<String> userIds, String title, String description, String url) {
        return send(userIds, "textcard", Map.of("title", title, "description", description, "url", url));
    }

    private SendResult send(Set<String> userIds, String type, Map<String, String> content) {
        Set<String> invalid = new HashSet<>();
        List<String> all = List.copyOf(userIds);
        for (int from = 0; from < all.size(); from += MOST_RECEIVERS) {
            List<String> some = all.subList(from, Math.min(all.size(), from + MOST_RECEIVERS));
            invalid.addAll(sendToSome(some, type, content));
        }
        return new SendResult(invalid);
    }

    private Set<String> sendToSome(List<String> userIds, String type, Map<String, String> content) {
        try {
            Map<String, Object> body = new HashMap<>(Map.of(
                    "touser", String.join("|", userIds), "msgtype", type, "agentid", calls.agentId(), type, content));
            body.put("enable_duplicate_check", 1);
            body.put("duplicate_check_interval", REMEMBERED.toSeconds());
            JsonNode answer = calls.post("/cgi-bin/message/send", body);
            String refused = answer.path("invaliduser").asString("") + "|"
                    + answer.path("unlicenseduser").asString("");
            Set<String> lowerCase =
                    new HashSet<>(List.of(refused.toLowerCase(Locale.ROOT).split("\\|")));
            // The platform answers in lower case whatever we wrote.
            return userIds.stream()
                    .filter(id -> lowerCase.contains(id.toLowerCase(Locale.ROOT)))
                    .collect(Collectors.toSet());
        } catch (WeComException e) {
            if (e.code() == ALL_INVALID) {
                return Set.copyOf(userIds);
            }
            throw e;
        }
    }
}
