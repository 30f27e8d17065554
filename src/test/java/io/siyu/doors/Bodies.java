package io.siyu.doors;

import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A body that an operation takes: made from its schema, and by hand in the places that a schema does not tell. */
final class Bodies {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode schemas;
    private final TwoStores stores;
    private final Map<String, Supplier<Map<String, ?>>> byHand = new HashMap<>();

    Bodies(ApplicationContext context, TwoStores stores) {
        this.stores = stores;
        this.schemas = ConsoleClient.anonymous(context)
                .get("/v3/api-docs")
                .expect(200)
                .json()
                .path("components")
                .path("schemas");
        writeByHand();
    }

    /** What the schema alone does not tell: words that belong together, patterns, trees. */
    private void writeByHand() {
        Map<String, ?> coupon = Map.of(
                "amountFen",
                1500,
                "thresholdFen",
                9900,
                "validDays",
                30,
                "total",
                100,
                "perPerson",
                1,
                "scope",
                "ALL",
                "bearerPercent",
                100);
        hand("POST /api/admin/coupon-templates", () -> coupon);
        hand("PUT /api/admin/coupon-templates/{id}", () -> coupon);
        hand("POST /api/admin/channel-costs", stores::cost);
        hand("PUT /api/admin/channel-costs/{id}", stores::cost);
        hand("POST /api/admin/card-batches", this::cards);
        hand("PUT /api/admin/card-batches/{id}", this::cards);
        hand("POST /api/admin/live-sessions", () -> LiveThings.session(id("staff")));
        hand("PUT /api/admin/live-sessions/{id}", () -> LiveThings.session(id("staff")));
        Map<String, ?> rule = Map.of("rule", Map.of("consent", "marketing"));
        hand("POST /api/admin/short-links", () -> Map.of("name", "短信", "target", "/h5/products"));
        hand("PUT /api/admin/short-links/hosts", () -> Map.of("hosts", List.of("brand.example.com")));
        hand("POST /api/admin/segments", () -> rule);
        hand("PUT /api/admin/segments/{id}", () -> rule);
        hand("POST /api/admin/segments/count", () -> rule);
        hand("POST /api/admin/sops", () -> plan(0, pause(), tag(), coupon()));
        hand("PUT /api/admin/sops/{id}", () -> plan(revision()));
        hand(
                "POST /api/admin/users",
                () -> Map.of("username", "m-" + RandomCode.letters(10), "password", "a password of tests"));
        hand("POST /api/admin/roles", () -> Map.of("permissions", List.of("board.read")));
        hand("PUT /api/admin/roles/{id}", () -> Map.of("permissions", List.of("board.read")));
        hand("POST /api/admin/session/views", () -> Map.of("list", "orders"));
        hand("POST /api/admin/exports", () -> Map.of("list", "customers"));
        hand("POST /api/admin/customers/tags", () -> Map.of("add", List.of(id("tag"))));
        hand("PUT /api/admin/platforms/{name}", () -> Map.of("value", "ww1234567890abcdef"));
        hand(
                "PUT /api/admin/alerts/settings/{kind}",
                () -> Map.of("enabled", true, "threshold", 3, "staffIds", List.of(id("staff"))));
        hand("POST /api/admin/posters", CodeThings::poster);
        hand("PUT /api/admin/posters/{id}", CodeThings::poster);
        hand("POST /api/admin/posters/preview", () -> Map.of("layout", CodeThings.layout()));
        hand("POST /api/admin/posters/{id}/runs", () -> Map.of("codeIds", List.of(id("code"))));
        hand("POST /api/admin/code-templates", CodeThings::template);
        hand("PUT /api/admin/code-templates/{id}", CodeThings::template);
        hand(
                "POST /api/admin/growth-domains",
                () -> Map.of("baseUrl", "https://" + RandomCode.letters(10) + ".invalid"));
        hand("PUT /api/admin/wecom/golive/files/{name}", () -> Map.of("content", "abc123"));
        hand("POST /api/mall/orders", () -> Map.of("items", List.of(item()), "quoteHash", quoted()));
    }

    private Map<String, ?> cards() {
        return Map.of(
                "codeId",
                id("code"),
                "cards",
                100,
                "couponTemplateId",
                id("template"),
                "memberUrl",
                "https://example.com/m");
    }

    private Map<String, ?> item() {
        return Map.of("skuId", id("sku"), "quantity", 1);
    }

    private String quoted() {
        return stores.shopper()
                .post("/api/mall/quote", Map.of("items", List.of(item())))
                .expect(200)
                .json()
                .path("hash")
                .asString();
    }

    private long revision() {
        return stores.administrator()
                .get("/api/admin/sops/" + stores.thing("plan"))
                .expect(200)
                .json()
                .path("revision")
                .asLong();
    }

    @SafeVarargs
    private Map<String, ?> plan(long revision, Map<String, ?>... first) {
        Map<String, ?> trigger = Map.of("type", "segment", "segmentId", id("segment"));
        Map<String, ?> task = Map.of(
                "type", "task", "id", "task", "content", "你好", "reason", "新客", "marketing", false, "next", "end");
        List<Map<String, ?>> steps = new ArrayList<>(List.of(first));
        steps.add(task);
        steps.add(Map.of("type", "end", "id", "end"));
        return Map.of("trigger", trigger, "steps", steps, "revision", revision);
    }

    private Map<String, ?> pause() {
        return Map.of("type", "wait", "id", "wait", "minutes", 60, "at", "09:00", "next", "tag");
    }

    private Map<String, ?> tag() {
        return Map.of("type", "tag", "id", "tag", "add", List.of(id("tag")), "remove", List.of(), "next", "coupon");
    }

    private Map<String, ?> coupon() {
        return Map.of("type", "coupon", "id", "coupon", "templateId", id("template"), "next", "task");
    }

    private long id(String thing) {
        return Long.parseLong(stores.thing(thing));
    }

    private void hand(String operation, Supplier<Map<String, ?>> fields) {
        byHand.put(operation, fields);
    }

    ObjectNode of(Operation operation) {
        JsonNode schema = operation.body();
        ObjectNode body = schema == null ? JSON.createObjectNode() : (ObjectNode) made("", schema, false);
        Supplier<Map<String, ?>> fields = byHand.get(operation.toString());
        if (fields != null) {
            fields.get().forEach((field, value) -> body.set(field, JSON.valueToTree(value)));
        }
        return body;
    }

    /** With every field that there can be, which need not make sense together. */
    ObjectNode fullOf(Operation operation) {
        JsonNode schema = operation.body();
        ObjectNode body = schema == null ? JSON.createObjectNode() : (ObjectNode) made("", schema, true);
        body.setAll(of(operation));
        return body;
    }

    /** What a value of this schema may be. */
    private JsonNode made(String field, JsonNode given, boolean whole) {
        JsonNode schema = resolved(given);
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        if (schema.has("properties")) {
            return object(schema, whole);
        }
        return switch (schema.path("type").asString("")) {
            case "array" -> array(field, schema, whole);
            case "integer", "number" -> number(field, schema);
            case "boolean" -> JSON.getNodeFactory().booleanNode(false);
            case "string" -> JSON.getNodeFactory().stringNode(text(schema));
            default -> JSON.createObjectNode();
        };
    }

    /** With a reference followed. */
    JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : schemas.path(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private ObjectNode object(JsonNode schema, boolean whole) {
        ObjectNode made = JSON.createObjectNode();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        schema.path("properties").properties().stream()
                .filter(property -> whole || required.contains(property.getKey()))
                .forEach(property -> made.set(property.getKey(), made(property.getKey(), property.getValue(), whole)));
        return made;
    }

    private ArrayNode array(String field, JsonNode schema, boolean whole) {
        return JSON.createArrayNode().add(made(field, schema.path("items"), whole));
    }

    private JsonNode number(String field, JsonNode schema) {
        String thing = Things.named(field);
        long number = thing != null
                ? Long.parseLong(stores.thing(thing))
                : Math.max(1, schema.path("minimum").asLong(1));
        return JSON.getNodeFactory().numberNode(number);
    }

    private static String text(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "date-time" -> "2030-01-01T00:00:00Z";
            case "date" -> "1990-01-01";
            case "time-local", "partial-time" -> "09:00";
            default -> "x-" + RandomCode.letters(8);
        };
    }
}
