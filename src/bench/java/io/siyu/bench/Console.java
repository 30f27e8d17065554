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
        console.send(console.request("GET", "/api/admin/session", null));
        console.post("/api/admin/session", Map.of("username", "admin", "password", RunningJar.ADMIN_PASSWORD));
        return console;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return required("GET", path, null);
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return required("POST", path, body);
    }

    /** A file as a form of the console sends it. */
    JsonNode upload(String path, String name, String content) throws IOException, InterruptedException {
        String boundary = "----bench";
        String form = """
                --%s\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: text/csv\r
                \r
                %s\r
                --%s--\r
                """.formatted(boundary, name, content, boundary);
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return read(request, "POST " + path);
    }

    private JsonNode required(String method, String path, @Nullable Object body)
            throws IOException, InterruptedException {
        return read(request(method, path, body), method + " " + path);
    }

    private JsonNode read(HttpRequest.Builder request, String what) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() >= 300) {
            throw new IOException(what + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    private HttpRequest.Builder request(String method, String path, @Nullable Object body) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .forEach(token -> request.header("X-XSRF-TOKEN", token));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
