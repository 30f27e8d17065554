package io.siyu.sandbox.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request's JSON read as leniently as the platforms do: a null is an absent field, a number may come as a string and
 * a string as a number.
 */
public record Fields(JsonNode node) {

    public boolean has(String name) {
        JsonNode value = node.get(name);
        return value != null && !value.isNull();
    }

    public Optional<String> text(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() || value.isContainer()
                ? Optional.empty()
                : Optional.of(value.asString());
    }

    public String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    /** Absent as well if it is there but is no whole number. */
    public @Nullable Long number(String name) {
        String text = text(name, "");
        return text.matches("-?\\d{1,18}") ? Long.valueOf(text) : null;
    }

    public long number(String name, long otherwise) {
        Long number = number(name);
        return number == null ? otherwise : number;
    }

    public boolean flag(String name, boolean otherwise) {
        return text(name).map(t -> t.equals("true") || t.equals("1")).orElse(otherwise);
    }

    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Fields item : list(name)) {
            texts.add(item.node().asString());
        }
        return texts;
    }

    public List<Fields> list(String name) {
        List<Fields> items = new ArrayList<>();
        JsonNode value = node.get(name);
        if (value != null && value.isArray()) {
            value.forEach(item -> items.add(new Fields(item)));
        }
        return items;
    }

    /** The nested object, empty if absent. */
    public Fields object(String name) {
        JsonNode value = node.get(name);
        return new Fields(value != null && value.isObject() ? value : Json.object());
    }
}
