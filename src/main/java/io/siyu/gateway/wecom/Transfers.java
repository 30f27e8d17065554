package io.siyu.gateway.wecom;

import io.siyu.gateway.wecom.client.WeComCalls;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * 在职继承 and 离职继承: gives customers of one employee to another. A call only asks: the customer has a day to say no. No callback tells that
 * it was asked; {@link #results} says what became of it.
 */
@Component
public class Transfers {

    /** How many customers one call may name. */
    public static final int MOST_AT_ONCE = 100;

    private static final int WIDEST_PAGE = 1000;

    private final WeComCalls calls;

    Transfers(WeComCalls calls) {
        this.calls = calls;
    }

    /** What became of one customer. */
    public enum Outcome {
        DONE,
        /** The customer has not said no, and the day is not over. */
        WAITING,
        REFUSED,
        /** The employee who was to take over has as many customers as one may have. */
        TAKEOVER_FULL,
        NO_RECORD
    }

    /** @param at when the customer moved, or will have moved; absent where that is not to be */
    public record Result(
            String externalUserId,
            Outcome outcome,
            @Nullable Instant at) {}

    public record Page(List<Result> results, @Nullable String nextCursor) {}

    /** A customer of somebody who left, whom nobody has taken over. */
    public record Unassigned(String userId, String externalUserId, Instant leftAt) {}

    public record UnassignedPage(
            List<Unassigned> customers, @Nullable String nextCursor) {}

    /**
     * Asks for customers of somebody who works here.
     *
     * @param externalUserIds at most {@link #MOST_AT_ONCE}
     * @param message what the customer reads when it has happened; at most 200 characters; empty: the platform's own words
     * @return the errcode of each customer; 0: asked
     */
    public Map<String, Integer> ask(String from, String to, List<String> externalUserIds, String message) {
        Map<String, Object> body = pair(from, to);
        body.put("external_userid", externalUserIds);
        if (!message.isEmpty()) {
            body.put("transfer_success_msg", message);
        }
        return codes(calls.post("/cgi-bin/externalcontact/transfer_customer", body));
    }

    /** Asks for customers of somebody who left. */
    public Map<String, Integer> askResigned(String from, String to, List<String> externalUserIds) {
        Map<String, Object> body = pair(from, to);
        body.put("external_userid", externalUserIds);
        return codes(calls.post("/cgi-bin/externalcontact/resigned/transfer_customer", body));
    }

    /** What became of all that was ever asked for between the two; the newest of every customer. */
    public Page results(String from, String to, boolean resigned, @Nullable String cursor) {
        Map<String, Object> body = pair(from, to);
        if (cursor != null) {
            body.put("cursor", cursor);
        }
        JsonNode answer = calls.post(
                resigned
                        ? "/cgi-bin/externalcontact/resigned/transfer_result"
                        : "/cgi-bin/externalcontact/transfer_result",
                body);
        return new Page(
                answer.path("customer").valueStream().map(Transfers::result).toList(),
                ContactAnswers.text(answer, "next_cursor"));
    }

    /** The customers of everybody who left within a year. */
    public UnassignedPage unassigned(@Nullable String cursor) {
        Map<String, Object> body = new HashMap<>(Map.of("page_size", WIDEST_PAGE));
        if (cursor != null) {
            body.put("cursor", cursor);
        }
        JsonNode answer = calls.post("/cgi-bin/externalcontact/get_unassigned_list", body);
        List<Unassigned> customers = answer.path("info")
                .valueStream()
                .map(one -> new Unassigned(
                        one.path("handover_userid").asString(""),
                        one.path("external_userid").asString(""),
                        Instant.ofEpochSecond(one.path("dimission_time").asLong(0))))
                .toList();
        boolean last = answer.path("is_last").asBoolean(false);
        return new UnassignedPage(customers, last ? null : ContactAnswers.text(answer, "next_cursor"));
    }

    private static Map<String, Object> pair(String from, String to) {
        return new HashMap<>(Map.of("handover_userid", from, "takeover_userid", to));
    }

    private static Map<String, Integer> codes(JsonNode answer) {
        return answer.path("customer")
                .valueStream()
                .collect(Collectors.toMap(
                        one -> one.path("external_userid").asString(""),
                        one -> one.path("errcode").asInt(0),
                        (one, again) -> again,
                        LinkedHashMap::new));
    }

    private static Result result(JsonNode one) {
        long at = one.path("takeover_time").asLong(0);
        return new Result(
                one.path("external_userid").asString(""),
                outcome(one.path("status").asInt(0)),
                at == 0 ? null : Instant.ofEpochSecond(at));
    }

    private static Outcome outcome(int status) {
        return switch (status) {
            case 1 -> Outcome.DONE;
            case 2 -> Outcome.WAITING;
            case 3 -> Outcome.REFUSED;
            case 4 -> Outcome.TAKEOVER_FULL;
            default -> Outcome.NO_RECORD;
        };
    }
}
