package io.siyu.gateway.wecom.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Whether a message that opened with our key is for us, of these days, and shaped as the platform shapes them. */
class Admission {

    /** What was taken in longer ago is forgotten, so that it would not be known for a repetition any more. */
    private static final Duration OLDEST = Trimming.KEPT.minusDays(1);

    private static final int LONGEST_NAME = 128;
    private static final List<String> NAMES = List.of("Event", "ChangeType", "UserID", "ExternalUserID", "ChatId");

    private final String corpId;
    private final @Nullable Integer agentId;

    Admission(String corpId, @Nullable Integer agentId) {
        this.corpId = corpId;
        this.agentId = agentId;
    }

    /** @param envelope not signed by itself: anybody may have written it around a genuine message */
    void check(Map<String, String> envelope, Map<String, String> message, Instant now) {
        if (!corpId.equals(message.get("ToUserName"))) {
            throw new RefusedCallback(HttpStatus.FORBIDDEN, "for another corporation");
        }
        if (!ours(envelope.getOrDefault("AgentID", "")) || !ours(message.getOrDefault("AgentID", ""))) {
            throw new RefusedCallback(HttpStatus.FORBIDDEN, "for another app");
        }
        String created = message.getOrDefault("CreateTime", "");
        if (!created.matches("\\d{1,12}")) {
            throw new RefusedCallback(HttpStatus.BAD_REQUEST, "no time");
        }
        if (Instant.ofEpochSecond(Long.parseLong(created)).isBefore(now.minus(OLDEST))) {
            throw new RefusedCallback(HttpStatus.FORBIDDEN, "of long ago");
        }
        for (String name : NAMES) {
            if (message.getOrDefault(name, "").length() > LONGEST_NAME) {
                throw new RefusedCallback(HttpStatus.BAD_REQUEST, "a name longer than any");
            }
        }
    }

    /** The platform leaves the agent out where an event belongs to no app. */
    private boolean ours(String agent) {
        return agent.isEmpty() || agentId == null || agent.equals(agentId.toString());
    }
}
