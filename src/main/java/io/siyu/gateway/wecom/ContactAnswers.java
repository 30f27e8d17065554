package io.siyu.gateway.wecom;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads customers from the platform's answers: leniently, for its own samples differ from each other. */
final class ContactAnswers {

    private ContactAnswers() {}

    static ExternalContact contact(JsonNode contact, List<Follow> follows) {
        return new ExternalContact(
                contact.path("external_userid").asString(""),
                contact.path("name").asString(""),
                text(contact, "avatar"),
                contact.path("type").asInt(1),
                contact.path("gender").asInt(0),
                text(contact, "unionid"),
                follows);
    }

    static Follow follow(JsonNode follow) {
        return new Follow(
                follow.path("userid").asString(""),
                follow.path("remark").asString(""),
                follow.path("description").asString(""),
                Instant.ofEpochSecond(follow.path("createtime").asLong(0)),
                tags(follow),
                follow.path("add_way").asInt(0),
                text(follow, "state"),
                strings(follow.path("remark_mobiles")));
    }

    static List<String> strings(JsonNode array) {
        return array.valueStream()
                .map(JsonNode::asString)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    static @Nullable String text(JsonNode node, String field) {
        String value = node.path(field).asString("");
        return value.isEmpty() ? null : value;
    }

    /** One customer's follows carry whole tags; the list by employee carries their ids only. */
    private static List<FollowTag> tags(JsonNode follow) {
        Stream<FollowTag> whole = follow.path("tags").valueStream().map(ContactAnswers::tag);
        Stream<FollowTag> ids = strings(follow.path("tag_id")).stream().map(id -> new FollowTag(id, "", "", 1));
        return Stream.concat(whole, ids).toList();
    }

    private static FollowTag tag(JsonNode tag) {
        return new FollowTag(
                text(tag, "tag_id"),
                tag.path("tag_name").asString(""),
                tag.path("group_name").asString(""),
                tag.path("type").asInt(1));
    }
}
