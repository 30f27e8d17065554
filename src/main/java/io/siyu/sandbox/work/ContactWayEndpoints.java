package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Fields;
import io.siyu.sandbox.wire.Json;
import io.siyu.shared.RandomCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** 「联系我」: makes, reads, changes and deletes the codes by which customers add members. */
@Component
@InSandbox
class ContactWayEndpoints implements WorkEndpoints {

    private static final int MOST_MEMBERS = 100;
    private static final Duration USUAL_WINDOW = Duration.ofDays(90);

    private final ContactWays ways;
    private final Members members;
    private final Clock clock;
    private final int quota;

    /** @param quota how many a corporation may have, all apps together */
    ContactWayEndpoints(
            ContactWays ways, Members members, Clock clock, @Value("${siyu.sandbox.contact-ways:500000}") int quota) {
        this.ways = ways;
        this.members = members;
        this.clock = clock;
        this.quota = quota;
    }

    @Override
    public Map<String, Function<WorkRequest, ObjectNode>> endpoints() {
        String prefix = "POST /cgi-bin/externalcontact/";
        return Map.of(
                prefix + "add_contact_way", this::add,
                prefix + "get_contact_way", this::get,
                prefix + "list_contact_way", this::list,
                prefix + "update_contact_way", this::update,
                prefix + "del_contact_way", this::delete);
    }

    ObjectNode add(WorkRequest request) {
        Fields body = request.body();
        if (ways.count() >= quota) {
            throw new WorkRefusal(41045, "contact way count exceeds the limit");
        }
        int type = (int) body.number("type", 0);
        int scene = (int) body.number("scene", 0);
        ContactWay way = new ContactWay(
                RandomCode.letters(32),
                type,
                scene,
                (int) body.number("style", 0),
                body.text("remark", ""),
                body.flag("skip_verify", true),
                body.text("state", ""),
                body.texts("user"),
                parties(body),
                clock.instant());
        check(way);
        ways.put(way);
        ObjectNode answer = Json.object().put("config_id", way.configId());
        return scene == 2 ? answer.put("qr_code", ways.picture(way.configId())) : answer;
    }

    private ObjectNode get(WorkRequest request) {
        ContactWay way = way(request);
        ObjectNode node = Json.object()
                .put("config_id", way.configId())
                .put("type", way.type())
                .put("scene", way.scene())
                .put("style", way.style())
                .put("remark", way.remark())
                .put("skip_verify", way.skipVerify())
                .put("state", way.state())
                .put("is_temp", false);
        if (way.scene() == 2) {
            node.put("qr_code", ways.picture(way.configId()));
        }
        ArrayNode users = node.putArray("user");
        way.users().forEach(users::add);
        ArrayNode parties = node.putArray("party");
        way.parties().forEach(parties::add);
        ObjectNode answer = Json.object();
        answer.set("contact_way", node);
        return answer;
    }

    private ObjectNode list(WorkRequest request) {
        Fields body = request.body();
        Instant now = clock.instant();
        Instant till = moment(body.number("end_time"), now);
        Instant from = moment(body.number("start_time"), till.minus(USUAL_WINDOW));
        int limit = (int) body.number("limit", 100);
        Map<Long, String> page = ways.made(from, till, Cursor.decode(body.text("cursor", "")), limit + 1);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("contact_way");
        long last = 0;
        for (Map.Entry<Long, String> way : page.entrySet()) {
            if (list.size() == limit) {
                return answer.put("next_cursor", Cursor.encode(last));
            }
            last = way.getKey();
            list.addObject().put("config_id", way.getValue());
        }
        return answer.put("next_cursor", "");
    }

    private ObjectNode update(WorkRequest request) {
        Fields body = request.body();
        ContactWay old = way(request);
        ContactWay changed = new ContactWay(
                old.configId(),
                old.type(),
                old.scene(),
                (int) body.number("style", old.style()),
                body.text("remark", old.remark()),
                body.flag("skip_verify", old.skipVerify()),
                body.text("state", old.state()),
                body.has("user") ? body.texts("user") : old.users(),
                body.has("party") ? parties(body) : old.parties(),
                old.createdAt());
        check(changed);
        ways.put(changed);
        return Json.object();
    }

    private ObjectNode delete(WorkRequest request) {
        ways.delete(way(request).configId());
        return Json.object();
    }

    private ContactWay way(WorkRequest request) {
        String id = request.body().text("config_id", "");
        return ways.find(id).orElseThrow(() -> new WorkRefusal(41044, "invalid config_id"));
    }

    private void check(ContactWay way) {
        if (way.type() == 1 && (way.users().size() != 1 || !way.parties().isEmpty())) {
            throw new WorkRefusal(40058, "type 1 takes exactly one user and no party");
        }
        for (String userid : way.users()) {
            Member member =
                    members.findPresent(userid).orElseThrow(() -> new WorkRefusal(40003, "invalid UserID " + userid));
            if (!member.visible()) {
                throw WorkRefusal.usual(60011);
            }
        }
        for (long party : way.parties()) {
            if (members.branch(party).isEmpty()) {
                throw new WorkRefusal(60123, "invalid party id " + party);
            }
        }
        List<Member> reachable = ways.reachable(way);
        if (reachable.isEmpty()) {
            throw new WorkRefusal(40058, "user and party are both empty");
        }
        if (reachable.size() > MOST_MEMBERS) {
            throw new WorkRefusal(41041, "contact way has more than 100 members");
        }
        reachable.forEach(ContactWayEndpoints::check);
    }

    private static void check(Member member) {
        if (!member.active()) {
            throw new WorkRefusal(41054, "user is not activated: " + member.userid());
        }
        if (!member.verified()) {
            throw new WorkRefusal(40098, "user is not verified: " + member.userid());
        }
        if (!member.contacts()) {
            throw new WorkRefusal(84074, "user has no permission of external contact: " + member.userid());
        }
    }

    private static List<Long> parties(Fields body) {
        List<Long> parties = new ArrayList<>();
        for (String party : body.texts("party")) {
            if (!party.matches("\\d{1,18}")) {
                throw new WorkRefusal(60123, "invalid party id " + party);
            }
            parties.add(Long.valueOf(party));
        }
        return parties;
    }

    private static Instant moment(@Nullable Long seconds, Instant otherwise) {
        return seconds == null || seconds == 0 ? otherwise : Instant.ofEpochSecond(seconds);
    }
}
