package io.siyu.demo;

import io.siyu.foundation.scope.SameMachine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the product and the phones as a browser on this machine does. */
@Component
class DemoHttp {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final JsonMapper json;
    private final SameMachine machine;
    private volatile int port;

    DemoHttp(JsonMapper json, SameMachine machine) {
        this.json = json;
        this.machine = machine;
    }

    @EventListener
    void started(WebServerInitializedEvent event) {
        port = event.getWebServer().getPort();
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    JsonNode post(String path, Object body) {
        return send(withBody(path, "POST", body));
    }

    JsonNode put(String path, Object body) {
        return send(withBody(path, "PUT", body));
    }

    void delete(String path) {
        send(request(path).DELETE());
    }

    /** Presses the only button of a form; the page that follows is not looked at. */
    void tap(String path) {
        send(request(path).POST(BodyPublishers.noBody()));
    }

    /** As a shopper, with the token of a sign-in. */
    JsonNode shopperGet(String token, String path) {
        return send(request(path).header("Authorization", "Bearer " + token).GET());
    }

    /** As a shopper; with a key, what moves money or stock happens once. */
    JsonNode shopperPost(String token, String path, Object body, @Nullable String key) {
        HttpRequest.Builder request = withBody(path, "POST", body).header("Authorization", "Bearer " + token);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header(SameMachine.PASS, machine.pass())
                .header("Accept", "application/json");
    }

    private HttpRequest.Builder withBody(String path, String method, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json.writeValueAsString(body)));
    }

    private JsonNode send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw new DemoRefused(request.uri().getPath(), response.statusCode(), response.body());
            }
            boolean isJson =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return response.body().isBlank() || !isJson ? json.valueToTree(Map.of()) : json.readTree(response.body());
        } catch (IOException e) {
            throw new DemoRefused(request.uri().getPath(), 0, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoRefused(request.uri().getPath(), 0, "interrupted");
        }
    }

    /** Somebody in the demo's life was told no; the life goes on without that deed. */
    static final class DemoRefused extends RuntimeException {
        DemoRefused(String path, int status, String body) {
            super(path + " answered " + status + ": " + body);
        }
    }
}
