package io.siyu.sandbox.work;

import static io.siyu.sandbox.PlatformClient.errcode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.siyu.sandbox.PlatformClient;
import io.siyu.sandbox.SandboxTest;
import io.siyu.sandbox.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every line of the table, over HTTP: a request that fits but for one field is refused with the errcode that the line names. */
@SandboxTest
class FieldTableTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    FieldTable table;

    @Autowired
    WorkPlatform platform;

    @Test
    void every_api_that_is_played_has_its_place_in_the_table() {
        assertThat(table.rules().keySet()).containsExactlyInAnyOrderElementsOf(platform.apis());
    }

    @TestFactory
    Stream<DynamicTest> every_field_is_asked_for() {
        PlatformClient app = new PlatformClient(context.getEnvironment());
        return table.rules().entrySet().stream()
                .flatMap(api -> api.getValue().stream().flatMap(rule -> tests(app, api.getKey(), rule)));
    }

    private Stream<DynamicTest> tests(PlatformClient app, String api, FieldRule rule) {
        List<DynamicTest> tests = new ArrayList<>();
        String field = rule.within().isEmpty() ? rule.name() : rule.within() + "." + rule.name();
        Integer missing = rule.missing();
        if (missing != null) {
            tests.add(test(app, api, rule, field + " is missing", null, missing));
        }
        JsonNode wrong = wrong(rule, api.startsWith("GET"));
        if (wrong != null) {
            tests.add(test(app, api, rule, field + " is of another kind", wrong, rule.wrong()));
        }
        if (rule.most() < Long.MAX_VALUE) {
            tests.add(test(app, api, rule, field + " is too much", sized(rule, rule.most() + 1), rule.beyond()));
        }
        if (rule.least() > 1) {
            tests.add(test(app, api, rule, field + " is too little", sized(rule, rule.least() - 1), rule.beyond()));
        }
        return tests.stream();
    }

    private DynamicTest test(
            PlatformClient app, String api, FieldRule rule, String what, @Nullable JsonNode value, int expected) {
        ObjectNode request = fitting(api);
        ObjectNode container = container(request, rule);
        if (value == null) {
            container.remove(rule.name());
        } else {
            container.set(rule.name(), value);
        }
        return dynamicTest(
                api + ": " + what,
                () -> assertThat(errcode(send(app, api, request)))
                        .as("%s", request)
                        .isEqualTo(expected));
    }

    private static JsonNode send(PlatformClient app, String api, ObjectNode request) {
        String path = api.substring(api.indexOf(' ') + 1);
        if (api.startsWith("POST")) {
            return app.raw("POST", path + "?access_token=" + app.token(), request.toString());
        }
        String query = request.properties().stream()
                .map(field -> "&" + field.getKey() + "="
                        + URLEncoder.encode(field.getValue().asString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        return app.raw("GET", path + "?access_token=" + app.token() + query, null);
    }

    /** Made from the table itself: every field at the least that is allowed. */
    private ObjectNode fitting(String api) {
        ObjectNode request = Json.object();
        for (FieldRule rule : table.rules().getOrDefault(api, List.of())) {
            if (!request.has(rule.name()) || !rule.within().isEmpty()) {
                container(request, rule).set(rule.name(), sized(rule, Math.max(rule.least(), 1)));
            }
        }
        return request;
    }

    private static ObjectNode container(ObjectNode request, FieldRule rule) {
        if (rule.within().isEmpty()) {
            return request;
        }
        if (!rule.within().endsWith("[]")) {
            return request.withObject("/" + rule.within());
        }
        ArrayNode list =
                request.withArray("/" + rule.within().substring(0, rule.within().length() - 2));
        if (list.isEmpty() || !list.get(0).isObject()) {
            list.removeAll();
            list.addObject();
        }
        return (ObjectNode) list.get(0);
    }

    private static JsonNode sized(FieldRule rule, long size) {
        ObjectNode holder = Json.object();
        switch (rule.kind()) {
            case TEXT, BYTES -> holder.put("value", "x".repeat((int) size));
            case NUMBER -> holder.put("value", size);
            case FLAG -> holder.put("value", true);
            case OBJECT -> holder.putObject("value");
            case LIST -> {
                ArrayNode list = holder.putArray("value");
                Stream.generate(() -> "x").limit(size).forEach(list::add);
            }
        }
        return holder.get("value");
    }

    /** Null where an address can carry nothing but text. */
    private static @Nullable JsonNode wrong(FieldRule rule, boolean inQuery) {
        ObjectNode holder = Json.object();
        return switch (rule.kind()) {
            case TEXT, BYTES -> inQuery ? null : holder.putObject("value");
            case NUMBER, FLAG -> holder.put("value", "many").get("value");
            case LIST, OBJECT -> holder.put("value", 7).get("value");
        };
    }
}
