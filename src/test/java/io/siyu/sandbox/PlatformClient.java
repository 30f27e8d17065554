package io.siyu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.sandbox.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An app's view of the platforms' port: plain HTTP, written from the public documentation. */
public final class PlatformClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Environment environment;
    private @Nullable String token;

    public PlatformClient(Environment environment) {
        this.environment = environment;
    }

    public String property(String name) {
        return environment.getRequiredProperty(name);
    }

    public JsonNode token(String corpId, String secret) {
        return raw("GET", "/cgi-bin/gettoken?corpid=" + corpId + "&corpsecret=" + secret, null);
    }

    public String token() {
        String known = token;
        if (known == null) {
            known = token(property("siyu.wecom.corp-id"), property("siyu.wecom.secret"))
                    .path("access_token")
                    .asString();
            token = known;
        }
        return known;
    }

    public JsonNode get(String path) {
        return raw("GET", authorised(path), null);
    }

    public JsonNode post(String path, Map<String, ?> body) {
        return raw("POST", authorised(path), JSON.writeValueAsString(body));
    }

    /** Fails unless the platform says ok. */
    public JsonNode ok(String path, Map<String, ?> body) {
        return ok(post(path, body));
    }

    public static JsonNode ok(JsonNode answer) {
        assertThat(answer.path("errcode").asInt(-99)).as("%s", answer).isZero();
        return answer;
    }

    public static int errcode(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }

    /** Where WeChat sends the browser of this phone that was sent to it. */
    public URI sentBack(URI authorize, long phone) {
        HttpRequest request = HttpRequest.newBuilder(authorize)
                .header("X-Sandbox-Phone", Long.toString(phone))
                .build();
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return URI.create(
                    answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.body())));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public JsonNode raw(String method, String pathAndQuery, @Nullable String body) {
        return Json.parse(exchange(method, pathAndQuery, body).body());
    }

    public HttpResponse<String> exchange(String method, String pathAndQuery, @Nullable String body) {
        try {
            return HTTP.send(request(method, pathAndQuery, body), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String method, String pathAndQuery, @Nullable String body) {
        return HttpRequest.newBuilder(URI.create(property("siyu.wecom.base-url") + pathAndQuery))
                .timeout(Duration.ofSeconds(10))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private String authorised(String path) {
        return path + (path.contains("?") ? "&" : "?") + "access_token=" + token();
    }
}
