package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Fields;
import io.siyu.sandbox.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Customers as the corporation sees them, and what members note about them. */
@Component
@InSandbox
class ContactEndpoints implements WorkEndpoints {

    private final Members members;
    private final Customers customers;
    private final Relations relations;
    private final TagLibrary library;
    private final int port;

    ContactEndpoints(
            Members members,
            Customers customers,
            Relations relations,
            TagLibrary library,
            @Value("${siyu.sandbox.port}") int port) {
        this.members = members;
        this.customers = customers;
        this.relations = relations;
        this.library = library;
        this.port = port;
    }

    @Override
    public Map<String, Function<WorkRequest, ObjectNode>> endpoints() {
        return Map.of(
                "GET /cgi-bin/externalcontact/get_follow_user_list", this::followers,
                "GET /cgi-bin/externalcontact/list", this::list,
                "GET /cgi-bin/externalcontact/get", this::get,
                "POST /cgi-bin/externalcontact/batch/get_by_user", this::batch,
                "POST /cgi-bin/externalcontact/remark", this::remark);
    }

    private ObjectNode followers(WorkRequest request) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("follow_user");
        members.visible().stream().filter(m -> m.contacts() && m.active()).forEach(m -> list.add(m.userid()));
        return answer;
    }

    private ObjectNode list(WorkRequest request) {
        Member member = member(request.query().getOrDefault("userid", ""));
        List<Relation> found = relations.ofMembers(List.of(member.userid()), 0, Integer.MAX_VALUE);
        if (found.isEmpty()) {
            throw WorkRefusal.usual(84061);
        }
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("external_userid");
        found.forEach(r -> list.add(r.externalUserid()));
        return answer;
    }

    private ObjectNode get(WorkRequest request) {
        String external = request.query().getOrDefault("external_userid", "");
        Customer customer = customers
                .byExternalUserid(external)
                .orElseThrow(() -> new WorkRefusal(40096, "invalid external userid"));
        List<Relation> found = relations.ofCustomer(external);
        if (found.isEmpty()) {
            throw WorkRefusal.usual(84061);
        }
        ObjectNode answer = Json.object();
        answer.set("external_contact", contact(customer));
        ArrayNode followers = answer.putArray("follow_user");
        for (Relation relation : found) {
            ObjectNode follower = follower(relation);
            ArrayNode tags = follower.putArray("tags");
            library.of(relation.id())
                    .forEach(t -> tags.addObject()
                            .put("group_name", t.groupName())
                            .put("tag_name", t.name())
                            .put("tag_id", t.id())
                            .put("type", 1));
            followers.add(follower);
        }
        return answer;
    }

    private ObjectNode batch(WorkRequest request) {
        Fields body = request.body();
        List<String> userids = body.texts("userid_list");
        userids.forEach(this::member);
        int limit = (int) body.number("limit", 50);
        List<Relation> page = relations.ofMembers(userids, Cursor.decode(body.text("cursor", "")), limit + 1);
        boolean more = page.size() > limit;
        List<Relation> shown = more ? page.subList(0, limit) : page;
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("external_contact_list");
        for (Relation relation : shown) {
            ObjectNode item = list.addObject();
            item.set(
                    "external_contact",
                    contact(customers
                            .byExternalUserid(relation.externalUserid())
                            .orElseThrow()));
            ObjectNode follower = follower(relation);
            ArrayNode tagIds = follower.putArray("tag_id");
            library.of(relation.id()).forEach(t -> tagIds.add(t.id()));
            item.set("follow_info", follower);
        }
        return answer.put("next_cursor", more ? Cursor.encode(shown.getLast().id()) : "");
    }

    private ObjectNode remark(WorkRequest request) {
        Fields body = request.body();
        Member member = member(body.text("userid", ""));
        String external = body.text("external_userid", "");
        Relation old = relations.find(member.userid(), external).orElseThrow(() -> WorkRefusal.usual(84061));
        relations.note(new Relation(
                old.id(),
                old.userid(),
                old.externalUserid(),
                old.createdAt(),
                old.endedAt(),
                old.chatted(),
                body.text("remark", old.remark()),
                body.text("description", old.description()),
                body.text("remark_company", old.remarkCompany()),
                body.has("remark_mobiles") ? mobiles(body) : old.remarkMobiles(),
                old.state(),
                old.addWay(),
                old.operUserid()));
        return Json.object();
    }

    private static List<String> mobiles(Fields body) {
        return body.texts("remark_mobiles").stream().filter(m -> !m.isBlank()).toList();
    }

    private Member member(String userid) {
        Member member = members.findPresent(userid).orElseThrow(() -> new WorkRefusal(40003, "invalid UserID"));
        if (!member.visible()) {
            throw WorkRefusal.usual(60011);
        }
        return member;
    }

    private ObjectNode contact(Customer customer) {
        return Json.object()
                .put("external_userid", customer.externalUserid())
                .put("name", customer.name())
                .put("type", 1)
                .put("avatar", "http://127.0.0.1:" + port + "/avatar/" + customer.id())
                .put("gender", customer.gender())
                .put("unionid", customer.unionid());
    }

    private static ObjectNode follower(Relation relation) {
        ObjectNode node = Json.object()
                .put("userid", relation.userid())
                .put("remark", relation.remark())
                .put("description", relation.description())
                .put("createtime", relation.createdAt().getEpochSecond())
                .put("oper_userid", relation.operUserid())
                .put("add_way", relation.addWay());
        if (!relation.state().isEmpty()) {
            node.put("state", relation.state());
        }
        if (!relation.remarkCompany().isEmpty()) {
            node.put("remark_corp_name", relation.remarkCompany());
        }
        ArrayNode mobiles = node.putArray("remark_mobiles");
        relation.remarkMobiles().forEach(mobiles::add);
        return node;
    }
}
