package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Fields;
import io.siyu.sandbox.wire.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Customer groups: which there are, and giving them to another owner. */
@Component
@InSandbox
class GroupChatEndpoints implements WorkEndpoints {

    private static final int MOST_A_DAY = 300;
    private static final int MOST_IN_90_DAYS = 2;
    private static final Duration COUNTED = Duration.ofDays(90);
    /** The platform's own days are those of Beijing. */
    private static final ZoneId PLATFORM = ZoneId.of("Asia/Shanghai");

    private final GroupChats groups;
    private final Members members;
    private final Clock clock;

    GroupChatEndpoints(GroupChats groups, Members members, Clock clock) {
        this.groups = groups;
        this.members = members;
        this.clock = clock;
    }

    @Override
    public Map<String, Function<WorkRequest, ObjectNode>> endpoints() {
        String prefix = "POST /cgi-bin/externalcontact/groupchat/";
        return Map.of(
                prefix + "list",
                this::list,
                prefix + "get",
                this::get,
                prefix + "transfer",
                request -> transfer(request, true),
                prefix + "onjob_transfer",
                request -> transfer(request, false));
    }

    private ObjectNode list(WorkRequest request) {
        Fields body = request.body();
        List<String> owners =
                body.has("owner_filter") ? body.object("owner_filter").texts("userid_list") : List.of();
        int limit = (int) body.number("limit", 100);
        List<GroupChats.GroupChat> page = groups.page(
                (int) body.number("status_filter", 0), owners, Cursor.decode(body.text("cursor", "")), limit + 1);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("group_chat_list");
        page.stream()
                .limit(limit)
                .forEach(
                        group -> list.addObject().put("chat_id", group.chatId()).put("status", group.status()));
        return answer.put(
                "next_cursor",
                page.size() > limit ? Cursor.encode(page.get(limit - 1).seq()) : "");
    }

    private ObjectNode get(WorkRequest request) {
        GroupChats.GroupChat group = groups.find(request.body().text("chat_id", ""))
                .orElseThrow(() -> new WorkRefusal(40050, "invalid chatid"));
        ObjectNode shown = Json.object()
                .put("chat_id", group.chatId())
                .put("name", group.name())
                .put("owner", group.owner())
                .put("create_time", group.createdAt().getEpochSecond())
                .put("member_version", "1");
        ArrayNode members = shown.putArray("member_list");
        groups.participants(group.chatId()).forEach(who -> show(who, members.addObject()));
        shown.putArray("admin_list");
        ObjectNode answer = Json.object();
        answer.set("group_chat", shown);
        return answer;
    }

    private static void show(GroupChats.Participant who, ObjectNode shown) {
        shown.put("userid", who.userid())
                .put("type", who.external() ? 2 : 1)
                .put("join_time", who.joinedAt().getEpochSecond())
                .put("join_scene", who.scene());
        if (!who.state().isEmpty()) {
            shown.put("state", who.state());
        }
    }

    private ObjectNode transfer(WorkRequest request, boolean resigned) {
        Member owner = members.findPresent(request.body().text("new_owner", ""))
                .orElseThrow(() -> new WorkRefusal(40003, "invalid UserID"));
        if (!owner.active() || !owner.contacts()) {
            throw new WorkRefusal(84074, "user has no permission of external contact");
        }
        if (!owner.verified()) {
            throw WorkRefusal.usual(40098);
        }
        ObjectNode answer = Json.object();
        ArrayNode failed = answer.putArray("failed_chat_list");
        for (String chatId : request.body().texts("chat_id_list")) {
            WorkRefusal refusal = give(chatId, owner, resigned);
            if (refusal != null) {
                failed.addObject()
                        .put("chat_id", chatId)
                        .put("errcode", refusal.errcode)
                        .put("errmsg", refusal.getMessage());
            }
        }
        return answer;
    }

    private @Nullable WorkRefusal give(String chatId, Member owner, boolean resigned) {
        GroupChats.GroupChat group = groups.find(chatId).orElse(null);
        Instant now = clock.instant();
        if (group == null) {
            return new WorkRefusal(90501, "chat is not external group chat");
        }
        if (group.owner().equals(owner.userid())) {
            return group.status() == 3
                    ? new WorkRefusal(90508, "this chat has been inherited")
                    : new WorkRefusal(90504, "the owner is not changed");
        }
        if (resigned && group.status() != 1) {
            return new WorkRefusal(90500, "the owner of this chat is not resigned");
        }
        if (!resigned && group.status() == 1) {
            return new WorkRefusal(90502, "the owner of this chat has resigned");
        }
        if (!resigned && groups.givenAway(chatId, now.minus(COUNTED)) >= MOST_IN_90_DAYS) {
            return new WorkRefusal(40128, "transferred too often in 90 days");
        }
        Instant today =
                now.atZone(PLATFORM).toLocalDate().atStartOfDay(PLATFORM).toInstant();
        if (groups.givenTo(owner.userid(), today) >= MOST_A_DAY) {
            return WorkRefusal.usual(45009);
        }
        groups.give(chatId, owner.userid(), resigned, now);
        return null;
    }
}
