package io.siyu.sandbox.work;

import io.siyu.sandbox.wire.Fields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of one field of a request: a line of wecom-fields.txt.
 *
 * @param within the object it lies in, {@code a} or {@code a[]} for every item of a list; empty for the request itself
 * @param missing the errcode if it is not there; null if it may be absent
 * @param wrong the errcode if it is of another kind
 * @param beyond the errcode if it is out of its range
 */
record FieldRule(
        String within,
        String name,
        Kind kind,
        long least,
        long most,
        @Nullable Integer missing,
        int wrong,
        int beyond) {

    enum Kind {
        TEXT,
        BYTES,
        NUMBER,
        FLAG,
        LIST,
        OBJECT
    }

    /** A line of the table: field, kind, range, and three errcodes. */
    static FieldRule parse(String line) {
        String[] cells = line.strip().split("\\s+");
        int dot = cells[0].lastIndexOf('.');
        String[] range = cells[2].split("\\.\\.");
        boolean bounded = range.length == 2;
        return new FieldRule(
                dot < 0 ? "" : cells[0].substring(0, dot),
                cells[0].substring(dot + 1),
                Kind.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                bounded ? Long.parseLong(range[0]) : Long.MIN_VALUE,
                bounded ? Long.parseLong(range[1]) : Long.MAX_VALUE,
                cells[3].equals("-") ? null : Integer.valueOf(cells[3]),
                Integer.parseInt(cells[4]),
                cells[5].equals("-") ? Integer.parseInt(cells[4]) : Integer.parseInt(cells[5]));
    }

    /** @throws WorkRefusal with the errcode of what does not fit */
    void check(Fields request) {
        containers(request).forEach(this::checkIn);
    }

    private List<Fields> containers(Fields request) {
        if (within.isEmpty()) {
            return List.of(request);
        }
        if (within.endsWith("[]")) {
            return request.list(within.substring(0, within.length() - 2));
        }
        return request.has(within) ? List.of(request.object(within)) : List.of();
    }

    private void checkIn(Fields container) {
        JsonNode value = container.has(name) ? container.node().get(name) : null;
        if (value == null || missing != null && isEmpty(value)) {
            if (missing != null) {
                throw new WorkRefusal(missing, "missing " + name);
            }
            return;
        }
        if (kind != Kind.LIST
                && kind != Kind.OBJECT
                && value.isString()
                && value.asString().isEmpty()) {
            return;
        }
        long size = measure(value).orElseThrow(() -> new WorkRefusal(wrong, "invalid " + name));
        if (size < least || size > most) {
            throw new WorkRefusal(beyond, "invalid " + name + ", out of range");
        }
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isArray()
                ? value.isEmpty()
                : value.isString() && value.asString().isBlank();
    }

    /** How much of its range it takes; empty if it is of another kind. */
    private OptionalLong measure(JsonNode value) {
        boolean plain = value.isString() || value.isNumber();
        String text = value.isContainer() ? "" : value.asString();
        return switch (kind) {
            case TEXT -> only(plain, text.codePointCount(0, text.length()));
            case BYTES -> only(plain, text.getBytes(StandardCharsets.UTF_8).length);
            case NUMBER -> text.matches("-?\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
            case FLAG -> only(text.matches("true|false|0|1"), 0);
            case LIST -> only(value.isArray(), value.size());
            case OBJECT -> only(value.isObject(), 0);
        };
    }

    private static OptionalLong only(boolean fits, long size) {
        return fits ? OptionalLong.of(size) : OptionalLong.empty();
    }
}
