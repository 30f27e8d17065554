package io.siyu.bench;

import io.siyu.harness.RunningJar;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The console and the phones' desk in the hands of a benchmark: sets the scene, never part of what is measured. */
final class Console {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    private Console(URI base) {
        this.base = base;
    }

    static Console signedIn(RunningJar jar) throws IOException, InterruptedException {
        Console console = new Console(jar.url());
        console.send("GET", "/api/admin/session", null);
        console.post("/api/admin/session", Map.of("username", "admin", "password", RunningJar.ADMIN_PASSWORD));
        return console;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return required("GET", path, null);
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return required("POST", path, body);
    }

    private JsonNode required(String method, String path, @Nullable Object body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, body);
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, @Nullable Object body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .forEach(token -> request.header("X-XSRF-TOKEN", token));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
