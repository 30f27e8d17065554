package io.siyu.people.segment;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a rule as JSON in one form only: ids sorted, keys in a fixed order, groups of one dissolved. */
final class RuleText {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RuleText() {}

    static ObjectNode write(Rule rule) {
        return switch (rule) {
            case Rule.All(List<Rule> rules) -> group("all", rules);
            case Rule.Any(List<Rule> rules) -> group("any", rules);
            case Rule.Not(Rule inner) -> object("not", write(inner));
            case Rule.Tagged(var tags) -> object("tag", NODES.objectNode().set("in", ids(tags)));
            case Rule.Window window -> object(window.measure().name().toLowerCase(Locale.ROOT), window(window));
            case Rule.Owned(var stores, var staff) -> object("owner", owner(stores, staff));
            case Rule.Member(long segment) -> NODES.objectNode().put("segment", segment);
            case Rule.Consents(var purpose) ->
                NODES.objectNode().put("consent", purpose.name().toLowerCase(Locale.ROOT));
            case Rule.Bucket(int from, int to) ->
                object("bucket", NODES.objectNode().put("from", from).put("to", to));
        };
    }

    private static ObjectNode group(String key, List<Rule> rules) {
        if (rules.size() == 1) {
            return write(rules.getFirst());
        }
        ArrayNode list = NODES.arrayNode();
        rules.forEach(rule -> list.add(write(rule)));
        return object(key, list);
    }

    private static ObjectNode window(Rule.Window window) {
        return NODES.objectNode()
                .put("type", window.type())
                .put("days", window.days())
                .put("op", window.op().sign())
                .put("value", window.value());
    }

    private static ObjectNode owner(Collection<Long> stores, Collection<Long> staff) {
        ObjectNode owner = NODES.objectNode();
        if (!stores.isEmpty()) {
            owner.set("stores", ids(stores));
        }
        if (!staff.isEmpty()) {
            owner.set("staff", ids(staff));
        }
        return owner;
    }

    private static ArrayNode ids(Collection<Long> ids) {
        ArrayNode list = NODES.arrayNode();
        ids.stream().sorted().forEach(list::add);
        return list;
    }

    private static ObjectNode object(String key, JsonNode value) {
        ObjectNode object = NODES.objectNode();
        object.set(key, value);
        return object;
    }
}
