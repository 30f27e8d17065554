package io.siyu.people.segment;

import io.siyu.people.customer.Purpose;
import io.siyu.people.segment.Rule.Measure;
import io.siyu.shared.DomainException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Reads rules and says where one is wrong. {@code {"all":[…]}}, {@code {"any":[…]}}, {@code {"not":…}} around
 * {@code {"tag":{"in":[ids]}}}, {@code {"count"|"amount":{"type","days","op","value"}}}, {@code {"owner":{"stores":[…],"staff":[…]}}},
 * {@code {"segment":id}}, {@code {"consent":"marketing"|"service"}}, {@code {"bucket":{"from","to"}}}.
 */
final class RuleJson {

    static final int MOST_LEAVES = 50;
    static final int DEEPEST = 5;
    private static final int MOST_IDS = 500;
    private static final int LONGEST_WINDOW = 3650;

    private int leaves;

    private RuleJson() {}

    /** @throws DomainException {@code segment.rule_…} at the field's path below {@code rule} */
    static Rule read(JsonNode json) {
        return new RuleJson().rule(json, "rule", 0);
    }

    private Rule rule(JsonNode json, String path, int depth) {
        if (!json.isObject() || json.size() != 1) {
            throw DomainException.invalid(path, "segment.rule_one_key");
        }
        Map.Entry<String, JsonNode> only = json.properties().iterator().next();
        String at = path + "." + only.getKey();
        JsonNode body = only.getValue();
        return switch (only.getKey()) {
            case "all" -> new Rule.All(several(body, at, deeper(at, depth)));
            case "any" -> new Rule.Any(several(body, at, deeper(at, depth)));
            case "not" -> new Rule.Not(rule(body, at, deeper(at, depth)));
            default -> leaf(only.getKey(), body, path, at);
        };
    }

    private Rule leaf(String key, JsonNode body, String path, String at) {
        if (++leaves > MOST_LEAVES) {
            throw DomainException.invalid(path, "segment.rule_too_many", MOST_LEAVES);
        }
        return switch (key) {
            case "tag" -> new Rule.Tagged(tags(body, at));
            case "count" -> window(Measure.COUNT, body, at);
            case "amount" -> window(Measure.AMOUNT, body, at);
            case "owner" -> owned(body, at);
            case "segment" -> new Rule.Member(positive(body, at));
            case "consent" -> new Rule.Consents(purpose(body, at));
            case "bucket" -> bucket(body, at);
            default -> throw DomainException.invalid(at, "segment.rule_unknown", key);
        };
    }

    private List<Rule> several(JsonNode body, String at, int depth) {
        if (!body.isArray() || body.isEmpty()) {
            throw DomainException.invalid(at, "segment.rule_empty_group");
        }
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            rules.add(rule(body.get(i), at + "." + i, depth));
        }
        return rules;
    }

    private static int deeper(String at, int depth) {
        if (depth >= DEEPEST) {
            throw DomainException.invalid(at, "segment.rule_too_deep", DEEPEST);
        }
        return depth + 1;
    }

    private static Set<Long> tags(JsonNode body, String at) {
        Set<Long> ids = ids(body.path("in"), at + ".in");
        if (ids.isEmpty()) {
            throw DomainException.invalid(at + ".in", "segment.rule_no_tag");
        }
        return ids;
    }

    private static Rule window(Measure measure, JsonNode body, String at) {
        String type = body.path("type").isString() ? body.path("type").asString() : "";
        if (!type.matches("[a-z0-9_]+(\\.[a-z0-9_]+)*") || type.length() > 60) {
            throw DomainException.invalid(at + ".type", "segment.rule_type");
        }
        long days = number(body.path("days"), at + ".days");
        if (days < 1 || days > LONGEST_WINDOW) {
            throw DomainException.invalid(at + ".days", "segment.rule_days", LONGEST_WINDOW);
        }
        String sign = body.path("op").isString() ? body.path("op").asString() : "";
        Comparison op = Arrays.stream(Comparison.values())
                .filter(one -> one.sign().equals(sign))
                .findFirst()
                .orElseThrow(() -> DomainException.invalid(at + ".op", "segment.rule_op"));
        return new Rule.Window(measure, type, (int) days, op, number(body.path("value"), at + ".value"));
    }

    private static Rule owned(JsonNode body, String at) {
        Set<Long> stores = ids(body.path("stores"), at + ".stores");
        Set<Long> staff = ids(body.path("staff"), at + ".staff");
        if (stores.isEmpty() && staff.isEmpty()) {
            throw DomainException.invalid(at, "segment.rule_no_owner");
        }
        return new Rule.Owned(stores, staff);
    }

    private static Purpose purpose(JsonNode body, String at) {
        String wanted = body.isString() ? body.asString() : "";
        return Arrays.stream(Purpose.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .orElseThrow(() -> DomainException.invalid(at, "segment.rule_consent"));
    }

    private static Rule bucket(JsonNode body, String at) {
        long from = number(body.path("from"), at + ".from");
        long to = number(body.path("to"), at + ".to");
        if (from < 0 || from > 9999) {
            throw DomainException.invalid(at + ".from", "segment.rule_bucket");
        }
        if (to < from || to > 9999) {
            throw DomainException.invalid(at + ".to", "segment.rule_bucket");
        }
        return new Rule.Bucket((int) from, (int) to);
    }

    private static Set<Long> ids(JsonNode body, String at) {
        if (body.isMissingNode() || body.isNull()) {
            return Set.of();
        }
        if (!body.isArray() || body.size() > MOST_IDS) {
            throw DomainException.invalid(at, "segment.rule_ids", MOST_IDS);
        }
        Set<Long> ids = new TreeSet<>();
        for (int i = 0; i < body.size(); i++) {
            ids.add(positive(body.get(i), at + "." + i));
        }
        return ids;
    }

    private static long positive(JsonNode body, String at) {
        long id = number(body, at);
        if (id <= 0) {
            throw DomainException.invalid(at, "segment.rule_number");
        }
        return id;
    }

    private static long number(JsonNode body, String at) {
        if (!body.isIntegralNumber() || !body.canConvertToLong()) {
            throw DomainException.invalid(at, "segment.rule_number");
        }
        return body.asLong();
    }
}
