package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Fields;
import io.siyu.sandbox.wire.Json;
import io.siyu.sandbox.work.JoinWays.JoinWay;
import io.siyu.shared.RandomCode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Codes by which customers join groups. There is no list of them: who forgets a config_id never finds it again. */
@Component
@InSandbox
class JoinWayEndpoints implements WorkEndpoints {

    private final JoinWays ways;
    private final ContactWays pictures;
    private final GroupChats groups;
    private final Clock clock;

    JoinWayEndpoints(JoinWays ways, ContactWays pictures, GroupChats groups, Clock clock) {
        this.ways = ways;
        this.pictures = pictures;
        this.groups = groups;
        this.clock = clock;
    }

    @Override
    public Map<String, Function<WorkRequest, ObjectNode>> endpoints() {
        String prefix = "POST /cgi-bin/externalcontact/groupchat/";
        return Map.of(
                prefix + "add_join_way",
                this::add,
                prefix + "get_join_way",
                this::get,
                prefix + "update_join_way",
                this::update,
                prefix + "del_join_way",
                this::delete);
    }

    private ObjectNode add(WorkRequest request) {
        JoinWay way = wanted(RandomCode.letters(32), request.body(), clock.instant());
        ways.put(way);
        return Json.object().put("config_id", way.configId());
    }

    private ObjectNode get(WorkRequest request) {
        JoinWay way = way(request);
        ObjectNode shown = Json.object()
                .put("config_id", way.configId())
                .put("scene", way.scene())
                .put("remark", way.remark())
                .put("auto_create_room", way.autoCreate() ? 1 : 0)
                .put("room_base_name", way.baseName())
                .put("room_base_id", way.baseId())
                .put("qr_code", pictures.picture(way.configId()))
                .put("state", way.state());
        ArrayNode chats = shown.putArray("chat_id_list");
        way.chatIds().forEach(chats::add);
        ObjectNode answer = Json.object();
        answer.set("join_way", shown);
        return answer;
    }

    /** Overwrites the whole of it. */
    private ObjectNode update(WorkRequest request) {
        JoinWay before = way(request);
        ways.put(wanted(before.configId(), request.body(), before.createdAt()));
        return Json.object();
    }

    private ObjectNode delete(WorkRequest request) {
        ways.delete(way(request).configId());
        return Json.object();
    }

    private JoinWay wanted(String configId, Fields body, Instant at) {
        List<String> chats = body.texts("chat_id_list");
        if (chats.stream().anyMatch(chat -> groups.find(chat).isEmpty())) {
            throw new WorkRefusal(40050, "invalid chatid");
        }
        String remark = body.text("remark", "");
        return new JoinWay(
                configId,
                (int) body.number("scene", 2),
                remark.substring(0, Math.min(30, remark.length())),
                body.number("auto_create_room", 1) == 1,
                body.text("room_base_name", ""),
                (int) body.number("room_base_id", 1),
                chats,
                body.text("state", ""),
                at);
    }

    private JoinWay way(WorkRequest request) {
        return ways.find(request.body().text("config_id", ""))
                .orElseThrow(() -> new WorkRefusal(41044, "invalid config_id"));
    }
}
