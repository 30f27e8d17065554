package io.siyu.doors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All the ways in which one value of a body, or the body itself, can be wrong; always the same ones. */
final class Mutations {

    /** Writes a half of a character as an escape: that is the only way it gets through. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Of letters without an order, so that no index can make it short. */
    private static final String LONG = new Random(42)
            .ints(6_000, 0x4E00, 0x9FA5)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    /** As JSON. */
    private static final List<String> VALUES = List.of(
            "null",
            "0",
            "-1",
            "999999999",
            "9223372036854775807",
            "99999999999999999999999",
            "1e400",
            "\"\"",
            "\"   \"",
            "\"abc\"",
            "\"a\\u0000b\"",
            "\"a\\u0007b\"",
            "\"a\\ud800b\"",
            "{}",
            "{\"type\":\"no-such\"}",
            "[]",
            "[null]",
            "[-1]",
            "[9223372036854775807]",
            "[\"a\\u0000b\"]");

    /** For places inside of others. */
    private static final List<String> FEW_VALUES =
            List.of("null", "-1", "9223372036854775807", "\"\"", "\"a\\u0000b\"", "{}", "[null]");

    private static final List<String> BODIES =
            List.of("", "null", "[]", "\"text\"", "1", "{", "{\"a\\u0000b\":1}", "\u0000");

    private Mutations() {}

    /** One wrong body, and what was done to it. */
    record Mutant(String deed, String body) {}

    /**
     * @param valid what the operation takes
     * @param full the same with every field that there can be
     * @param known whether another operation takes the same kind of body and was walked: then each field is touched, and no more
     */
    static List<Mutant> of(ObjectNode valid, ObjectNode full, boolean known) {
        List<Mutant> mutants = new ArrayList<>();
        BODIES.forEach(body -> mutants.add(new Mutant("whole body " + body, body)));
        List<JsonPointer> places = new ArrayList<>();
        collect(JsonPointer.empty(), full, places);
        for (JsonPointer place : places) {
            boolean deep = !place.head().matches();
            if (known && deep) {
                continue;
            }
            mutants.add(new Mutant("without " + place, text(without(valid, place))));
            (known || deep ? FEW_VALUES : VALUES)
                    .forEach(value ->
                            mutants.add(new Mutant(place + " := " + value, text(with(valid, full, place, value)))));
            if (!known && (!deep || full.at(place).isString())) {
                mutants.add(new Mutant(place + " := very long", text(with(valid, full, place, '"' + LONG + '"'))));
            }
            if (!known && (!deep || full.at(place).isArray())) {
                mutants.add(new Mutant(place + " := very many", text(with(valid, full, place, many(full.at(place))))));
            }
        }
        return mutants;
    }

    private static void collect(JsonPointer at, JsonNode node, List<JsonPointer> places) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(property -> {
                JsonPointer place = at.appendProperty(property.getKey());
                places.add(place);
                collect(place, property.getValue(), places);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonPointer place = at.appendIndex(i);
                places.add(place);
                collect(place, array.get(i), places);
            }
        }
    }

    private static JsonNode without(ObjectNode valid, JsonPointer place) {
        ObjectNode body = valid.deepCopy();
        JsonNode parent = body.at(place.head());
        if (parent instanceof ObjectNode object) {
            object.remove(place.last().getMatchingProperty());
        } else if (parent instanceof ArrayNode array) {
            array.remove(place.last().getMatchingIndex());
        }
        return body;
    }

    /** What holds the place is taken from the full body where the valid one has it not. */
    private static JsonNode with(ObjectNode valid, ObjectNode full, JsonPointer place, String value) {
        ObjectNode body = valid.deepCopy();
        if (body.at(place.head()).isMissingNode()) {
            String field = place.getMatchingProperty();
            body.set(field, full.path(field).deepCopy());
        }
        // Jackson reads 1e400 as a number of its own kind and writes it again as it was.
        JsonNode node = JSON.readTree(value);
        JsonNode parent = body.at(place.head());
        if (parent instanceof ObjectNode object) {
            object.set(place.last().getMatchingProperty(), node);
        } else if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), node);
        }
        return body;
    }

    private static String many(JsonNode value) {
        JsonNode one = value.isArray() && !value.isEmpty() ? value.get(0) : value;
        ArrayNode many = JSON.createArrayNode();
        for (int i = 0; i < 3_001; i++) {
            many.add(one.isIntegralNumber() ? JSON.getNodeFactory().numberNode(i + 1L) : one);
        }
        return text(many);
    }

    private static String text(JsonNode body) {
        return JSON.writeValueAsString(body);
    }

    /** Values for parameters and path variables, as they stand in an address. */
    static final Map<String, String> IN_ADDRESSES = Map.ofEntries(
            Map.entry("a word", "abc"),
            Map.entry("zero", "0"),
            Map.entry("minus one", "-1"),
            Map.entry("a number beyond", "99999999999999999999"),
            Map.entry("the end of text", "a%00b"),
            Map.entry("a bell", "a%07b"),
            Map.entry("no UTF-8", "a%ED%A0%80b"),
            Map.entry("a blank", "%20"),
            Map.entry("wild cards", "%25_%27%22%5C"),
            Map.entry("something long", "x".repeat(5_000)));
}
