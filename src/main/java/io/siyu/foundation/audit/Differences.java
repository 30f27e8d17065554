package io.siyu.foundation.audit;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields in which two states of one thing differ, each by its path ({@code skus[0].priceFen}). What is personal or secret is told
 * by its name and kept as having changed, not as what it is.
 */
record Differences(Map<String, Object> before, Map<String, Object> after) {

    static final String HIDDEN = "•••";

    /** The field of a state that is a single value. */
    private static final String ALONE = "value";

    private static final int LONGEST = 500;

    private static final List<String> PRIVATE = List.of(
            "phone",
            "mobile",
            "password",
            "secret",
            "token",
            "credential",
            "privatekey",
            "apikey",
            "aeskey",
            "receiver",
            "recipient",
            "address",
            "realname",
            "idnumber",
            "birthday",
            "email",
            "unionid",
            "openid",
            "externaluserid");

    static Differences between(JsonMapper json, @Nullable Object before, @Nullable Object after) {
        Map<String, JsonNode> old = leaves(json, before);
        Map<String, JsonNode> fresh = leaves(json, after);
        Map<String, Object> was = new LinkedHashMap<>();
        Map<String, Object> is = new LinkedHashMap<>();
        Set<String> paths = new LinkedHashSet<>(old.keySet());
        paths.addAll(fresh.keySet());
        for (String path : paths) {
            if (!same(old.get(path), fresh.get(path))) {
                keep(was, path, old.get(path));
                keep(is, path, fresh.get(path));
            }
        }
        return new Differences(was, is);
    }

    private static void keep(Map<String, Object> into, String path, @Nullable JsonNode value) {
        if (value == null) {
            return;
        }
        String text = value.isString() ? value.asString() : "";
        into.put(path, isPrivate(path) ? HIDDEN : text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : value);
    }

    private static boolean isPrivate(String path) {
        String name = path.toLowerCase(Locale.ROOT).replaceAll("[^a-z.]", "");
        return PRIVATE.stream().anyMatch(name::contains);
    }

    private static Map<String, JsonNode> leaves(JsonMapper json, @Nullable Object state) {
        Map<String, JsonNode> leaves = new LinkedHashMap<>();
        if (state != null) {
            collect(json.valueToTree(state), "", leaves);
        }
        return leaves;
    }

    private static void collect(JsonNode node, String path, Map<String, JsonNode> into) {
        if (node.isNull() || node.isMissingNode()) {
            return;
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> collect(
                            field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey(), into));
        } else if (node.isArray() && node.valueStream().anyMatch(JsonNode::isContainer)) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), path + "[" + i + "]", into);
            }
        } else {
            into.put(path.isEmpty() ? ALONE : path, node);
        }
    }

    /** Lists of plain values are sets to us: their order says nothing. */
    private static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
        if (one == null || other == null || !one.isArray() || !other.isArray()) {
            return Objects.equals(one, other);
        }
        return sorted(one).equals(sorted(other));
    }

    private static List<String> sorted(JsonNode list) {
        Stream<JsonNode> values = list.valueStream();
        return values.map(JsonNode::asString).sorted().toList();
    }
}
