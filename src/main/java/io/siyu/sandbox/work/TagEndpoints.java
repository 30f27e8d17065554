package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Fields;
import io.siyu.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Corp tags: the library, and marking friends with it. */
@Component
@InSandbox
class TagEndpoints implements WorkEndpoints {

    private static final int MOST_TAGS_OF_A_FRIEND = 3000;

    private final TagLibrary library;
    private final Relations relations;
    private final Members members;

    TagEndpoints(TagLibrary library, Relations relations, Members members) {
        this.library = library;
        this.relations = relations;
        this.members = members;
    }

    @Override
    public Map<String, Function<WorkRequest, ObjectNode>> endpoints() {
        String prefix = "POST /cgi-bin/externalcontact/";
        return Map.of(
                prefix + "get_corp_tag_list", this::list,
                prefix + "add_corp_tag", this::add,
                prefix + "edit_corp_tag", this::edit,
                prefix + "del_corp_tag", this::delete,
                prefix + "mark_tag", this::mark);
    }

    private ObjectNode list(WorkRequest request) {
        List<String> groupIds = request.body().texts("group_id");
        List<String> tagIds = groupIds.isEmpty() ? request.body().texts("tag_id") : List.of();
        List<CorpTag> tags = library.tags().stream()
                .filter(t -> groupIds.isEmpty() || groupIds.contains(t.groupId()))
                .filter(t -> tagIds.isEmpty() || tagIds.contains(t.id()))
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode groups = answer.putArray("tag_group");
        for (TagLibrary.Group group : library.groups()) {
            List<CorpTag> within =
                    tags.stream().filter(t -> t.groupId().equals(group.id())).toList();
            if (!within.isEmpty()) {
                groups.add(json(group, within));
            }
        }
        return answer;
    }

    private ObjectNode add(WorkRequest request) {
        Fields body = request.body();
        List<Fields> wanted = body.list("tag");
        TagLibrary.Group group = group(body);
        List<CorpTag> added = new ArrayList<>();
        for (Fields tag : wanted) {
            String name = tag.text("name", "");
            added.add(library.addTag(group, name, tag.number("order", 0)).orElseThrow(TagEndpoints::taken));
        }
        ObjectNode answer = Json.object();
        answer.set("tag_group", json(group, added));
        return answer;
    }

    private TagLibrary.Group group(Fields body) {
        String id = body.text("group_id", "");
        if (!id.isEmpty()) {
            return library.groupById(id).orElseThrow(TagEndpoints::unknown);
        }
        String name = body.text("group_name", "");
        if (name.isBlank()) {
            throw new WorkRefusal(40072, "invalid group_name size");
        }
        return library.groupByName(name, body.number("order", 0));
    }

    private ObjectNode edit(WorkRequest request) {
        Fields body = request.body();
        String id = body.text("id", "");
        boolean isGroup = library.groupById(id).isPresent();
        if (!isGroup && library.tag(id).isEmpty()) {
            throw unknown();
        }
        String name = body.text("name").filter(given -> !given.isEmpty()).orElse(null);
        if (!library.edit(id, isGroup, name, body.number("order"))) {
            throw taken();
        }
        return Json.object();
    }

    private ObjectNode delete(WorkRequest request) {
        List<String> tagIds = request.body().texts("tag_id");
        List<String> groupIds = request.body().texts("group_id");
        boolean known = tagIds.stream().allMatch(id -> library.tag(id).isPresent())
                && groupIds.stream().allMatch(id -> library.groupById(id).isPresent());
        if (!known || (tagIds.isEmpty() && groupIds.isEmpty())) {
            throw unknown();
        }
        library.delete(tagIds);
        library.delete(groupIds);
        return Json.object();
    }

    private ObjectNode mark(WorkRequest request) {
        Fields body = request.body();
        String userid = body.text("userid", "");
        String external = body.text("external_userid", "");
        List<String> add = body.texts("add_tag");
        List<String> remove = body.texts("remove_tag");
        if (add.isEmpty() && remove.isEmpty()) {
            throw new WorkRefusal(40058, "add_tag and remove_tag are both empty");
        }
        if (members.findPresent(userid).filter(member -> !member.visible()).isPresent()) {
            throw WorkRefusal.usual(60011);
        }
        Relation relation = relations.find(userid, external).orElseThrow(() -> WorkRefusal.usual(84061));
        if (!add.stream().allMatch(id -> library.tag(id).isPresent())
                || !remove.stream().allMatch(id -> library.tag(id).isPresent())) {
            throw unknown();
        }
        library.mark(relation.id(), add, remove);
        if (library.count(relation.id()) > MOST_TAGS_OF_A_FRIEND) {
            // The transaction ends with the refusal.
            throw new WorkRefusal(40058, "a customer has at most 3000 tags");
        }
        return Json.object();
    }

    private static WorkRefusal unknown() {
        return new WorkRefusal(40068, "invalid tagid");
    }

    private static WorkRefusal taken() {
        return new WorkRefusal(40071, "invalid tag name, already exists");
    }

    private static ObjectNode json(TagLibrary.Group group, List<CorpTag> tags) {
        ObjectNode node = Json.object()
                .put("group_id", group.id())
                .put("group_name", group.name())
                .put("create_time", group.createdAt().getEpochSecond())
                .put("order", group.order());
        ArrayNode list = node.putArray("tag");
        for (CorpTag tag : tags) {
            list.addObject()
                    .put("id", tag.id())
                    .put("name", tag.name())
                    .put("create_time", tag.createdAt().getEpochSecond())
                    .put("order", tag.order());
        }
        return node;
    }
}
