package io.siyu.doors;

import io.siyu.testing.ConsoleClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * One operation, as the application's own description of its API tells it.
 *
 * @param permission the right it names; none outside the console and for one's own session
 * @param body the schema of its JSON body
 * @param form whether it takes a form with a file
 */
record Operation(
        String method,
        String path,
        @Nullable String permission,
        List<Parameter> parameters,
        @Nullable JsonNode body,
        boolean form) {

    static final String CONSOLE = "/api/admin/";
    static final String MALL = "/api/mall/";

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** @param in path, query or header */
    record Parameter(String name, String in, JsonNode schema, boolean required) {}

    static List<Operation> all(ApplicationContext context) {
        JsonNode document =
                ConsoleClient.anonymous(context).get("/v3/api-docs").expect(200).json();
        List<Operation> found = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .forEach(entry -> found.add(of(entry.getKey(), path.getKey(), entry.getValue()))));
        return found;
    }

    static List<Operation> under(ApplicationContext context, String prefix) {
        return all(context).stream()
                .filter(operation -> operation.path.startsWith(prefix))
                .toList();
    }

    private static Operation of(String method, String path, JsonNode operation) {
        List<Parameter> parameters = operation
                .path("parameters")
                .valueStream()
                .map(one -> new Parameter(
                        one.path("name").asString(),
                        one.path("in").asString(),
                        one.path("schema"),
                        one.path("required").asBoolean(false)))
                .toList();
        JsonNode content = operation.path("requestBody").path("content");
        JsonNode schema = content.path("application/json").path("schema");
        return new Operation(
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                operation.path("x-permission").asString(null),
                parameters,
                schema.isMissingNode() ? null : schema,
                content.has("multipart/form-data"));
    }

    boolean changes() {
        return !method.equals("GET");
    }

    boolean takesKey() {
        return parameters.stream().anyMatch(one -> one.name().equals("Idempotency-Key"));
    }

    /** The path with its variables filled in. */
    String address(UnaryOperator<String> variables) {
        return VARIABLE.matcher(path).replaceAll(match -> variables.apply(match.group(1)));
    }

    /** What a caller sends who does not even try: the right kind of nothing. */
    Map<String, String> headers() {
        return Map.of("Content-Type", form ? "multipart/form-data; boundary=b" : "application/json");
    }

    byte[] nothing() {
        return (form ? "--b--\r\n" : "{}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
