package io.siyu.gateway.wecom;

import io.siyu.gateway.wecom.client.WeComCalls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The corporation's tag library and the tags on friendships. */
@Component
public class CorpTags {

    private static final int NO_SUCH_TAG = 40068;

    private final WeComCalls calls;

    CorpTags(WeComCalls calls) {
        this.calls = calls;
    }

    public List<CorpTagGroup> all() {
        return calls.post("/cgi-bin/externalcontact/get_corp_tag_list", Map.of())
                .path("tag_group")
                .valueStream()
                .filter(CorpTags::present)
                .map(CorpTags::group)
                .toList();
    }

    /**
     * Adds tags to a group, making the group when there is none of that id or name.
     *
     * @return the group with the tags that were added
     */
    public CorpTagGroup add(@Nullable String groupId, String groupName, List<String> names) {
        Map<String, Object> body = new HashMap<>();
        if (groupId == null) {
            body.put("group_name", groupName);
        } else {
            body.put("group_id", groupId);
        }
        body.put("tag", names.stream().map(name -> Map.of("name", name)).toList());
        return group(calls.post("/cgi-bin/externalcontact/add_corp_tag", body).path("tag_group"));
    }

    /** @param id of a tag or a group */
    public void rename(String id, String name) {
        calls.post("/cgi-bin/externalcontact/edit_corp_tag", Map.of("id", id, "name", name));
    }

    /** Done also for those gone already. */
    public void delete(List<String> tagIds, List<String> groupIds) {
        if (tagIds.isEmpty() && groupIds.isEmpty()) {
            return;
        }
        Map<String, Object> body = new HashMap<>();
        putUnlessEmpty(body, "tag_id", tagIds);
        putUnlessEmpty(body, "group_id", groupIds);
        try {
            calls.post("/cgi-bin/externalcontact/del_corp_tag", body);
        } catch (WeComException e) {
            if (e.code() != NO_SUCH_TAG) {
                throw e;
            }
        }
    }

    /** Puts tags on one friendship and takes others off; with nothing to do it does not call. Not more than five at a time. */
    public void mark(String userId, String externalUserId, List<String> add, List<String> remove) {
        if (add.isEmpty() && remove.isEmpty()) {
            return;
        }
        Map<String, Object> body = new HashMap<>(Map.of("userid", userId, "external_userid", externalUserId));
        putUnlessEmpty(body, "add_tag", add);
        putUnlessEmpty(body, "remove_tag", remove);
        calls.post("/cgi-bin/externalcontact/mark_tag", body);
    }

    private static void putUnlessEmpty(Map<String, Object> body, String name, List<String> values) {
        if (!values.isEmpty()) {
            body.put(name, values);
        }
    }

    private static CorpTagGroup group(JsonNode group) {
        List<CorpTag> tags = group.path("tag")
                .valueStream()
                .filter(CorpTags::present)
                .map(tag -> new CorpTag(
                        tag.path("id").asString(""),
                        tag.path("name").asString(""),
                        tag.path("order").asLong(0)))
                .toList();
        return new CorpTagGroup(
                group.path("group_id").asString(""),
                group.path("group_name").asString(""),
                group.path("order").asLong(0),
                tags);
    }

    private static boolean present(JsonNode node) {
        return !node.path("deleted").asBoolean(false);
    }
}
