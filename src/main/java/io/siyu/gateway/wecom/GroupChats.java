package io.siyu.gateway.wecom;

import io.siyu.gateway.wecom.client.WeComCalls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Customer groups at WeChat Work: which there are, who is in them, and giving them to another owner. */
@Component
public class GroupChats {

    /** How many groups one call may name. */
    public static final int MOST_AT_ONCE = 100;

    /** So many employees own groups that the list of all cannot be had at once. */
    public static final int TOO_MANY_OWNERS = 81017;

    private static final int CUSTOMER = 2;
    private static final int NO_SUCH_GROUP = 40050;
    private static final int WIDEST_PAGE = 1000;

    private final WeComCalls calls;

    GroupChats(WeComCalls calls) {
        this.calls = calls;
    }

    /** @param ownerLeft whether it waits for another owner */
    public record Listed(String chatId, boolean ownerLeft) {}

    /** A group as the platform tells it, with everybody who is in it. */
    public record GroupChat(
            String chatId, String name, String ownerUserId, Instant createdAt, List<Participant> members) {

        public GroupChat {
            members = List.copyOf(members);
        }
    }

    /**
     * Somebody in a group.
     *
     * @param external whether it is a customer
     * @param joinScene 1 invited, 2 by a link, 3 by a QR code
     * @param state of the join way by which they came
     */
    public record Participant(
            String userId,
            boolean external,
            Instant joinedAt,
            int joinScene,
            @Nullable String state) {}

    /** @param next where the next page begins; absent on the last */
    public record ListPage(List<Listed> groups, @Nullable String next) {}

    /** @param code the platform's errcode */
    public record Failure(int code, String errmsg) {}

    /** The groups of these employees, at most 100; all there are when none is named. */
    public List<Listed> list(List<String> ownerUserIds) {
        List<Listed> groups = new ArrayList<>();
        String before;
        String next = null;
        do {
            before = next;
            ListPage page = page(ownerUserIds, before);
            groups.addAll(page.groups());
            next = page.next();
        } while (next != null && !next.equals(before));
        return groups;
    }

    /**
     * One page of them.
     *
     * @param from what the page before said; absent: the first
     * @throws WeComException with {@link #TOO_MANY_OWNERS} when nobody is named and over 1,000 own groups
     */
    public ListPage page(List<String> ownerUserIds, @Nullable String from) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status_filter", 0);
        body.put("limit", WIDEST_PAGE);
        if (!ownerUserIds.isEmpty()) {
            body.put("owner_filter", Map.of("userid_list", ownerUserIds));
        }
        if (from != null) {
            body.put("cursor", from);
        }
        JsonNode answer = calls.post("/cgi-bin/externalcontact/groupchat/list", body);
        List<Listed> groups = answer.path("group_chat_list")
                .valueStream()
                .map(one -> new Listed(
                        one.path("chat_id").asString(""), one.path("status").asInt(0) == 1))
                .toList();
        String next = answer.path("next_cursor").asString("");
        return new ListPage(groups, next.isEmpty() ? null : next);
    }

    /** Empty when there is no such group. */
    public Optional<GroupChat> get(String chatId) {
        try {
            JsonNode group = calls.post(
                            "/cgi-bin/externalcontact/groupchat/get", Map.of("chat_id", chatId, "need_name", 0))
                    .path("group_chat");
            return Optional.of(new GroupChat(
                    group.path("chat_id").asString(chatId),
                    group.path("name").asString(""),
                    group.path("owner").asString(""),
                    Instant.ofEpochSecond(group.path("create_time").asLong(0)),
                    group.path("member_list")
                            .valueStream()
                            .map(GroupChats::participant)
                            .toList()));
        } catch (WeComException e) {
            if (e.code() == NO_SUCH_GROUP) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Participant participant(JsonNode member) {
        String state = member.path("state").asString("");
        return new Participant(
                member.path("userid").asString(""),
                member.path("type").asInt(0) == CUSTOMER,
                Instant.ofEpochSecond(member.path("join_time").asLong(0)),
                member.path("join_scene").asInt(0),
                state.isEmpty() ? null : state);
    }

    /**
     * Gives groups to another owner at once; one may be given 300 a day.
     *
     * @param chatIds at most {@link #MOST_AT_ONCE}
     * @param ownerLeft whether the owner before left the corporation
     * @return those that could not be given; the others were
     */
    public Map<String, Failure> give(List<String> chatIds, String newOwner, boolean ownerLeft) {
        return calls.post(
                        ownerLeft
                                ? "/cgi-bin/externalcontact/groupchat/transfer"
                                : "/cgi-bin/externalcontact/groupchat/onjob_transfer",
                        Map.of("chat_id_list", chatIds, "new_owner", newOwner))
                .path("failed_chat_list")
                .valueStream()
                .collect(Collectors.toMap(
                        one -> one.path("chat_id").asString(""),
                        one -> new Failure(
                                one.path("errcode").asInt(0), one.path("errmsg").asString("")),
                        (one, again) -> again));
    }
}
