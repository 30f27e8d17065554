package io.siyu.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's connection to the application, who knows that an answer may never come. Counts what is under way, by kind. */
final class Caller {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** No restart takes as long: whoever gets no answer until then never will. */
    private static final Duration FOR_GOOD = Duration.ofMinutes(12);

    private final URI base;
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    Caller(URI base) {
        this.base = base;
    }

    /** One request. @param kind for the table of kills */
    record Wish(
            String kind,
            String method,
            String path,
            @Nullable Object body,
            Map<String, String> headers) {

        static Wish get(String kind, String path) {
            return new Wish(kind, "GET", path, null, Map.of());
        }

        static Wish post(String kind, String path, @Nullable Object body) {
            return new Wish(kind, "POST", path, body, Map.of());
        }

        Wish with(String header, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(header, value);
            return new Wish(kind, method, path, body, more);
        }
    }

    record Answer(int status, JsonNode json, HttpResponse<String> raw) {

        boolean succeeded() {
            return status < 300;
        }
    }

    /** No answer came, or one that says that nobody knows: it may have happened or not. */
    static final class Unknown extends Exception {
        Unknown(String message) {
            super(message);
        }
    }

    Answer send(Wish wish) throws Unknown {
        AtomicInteger count = underWay.computeIfAbsent(wish.kind(), kind -> new AtomicInteger());
        count.incrementAndGet();
        try {
            HttpResponse<String> response = http.send(request(wish), BodyHandlers.ofString());
            if (response.statusCode() >= 500) {
                throw new Unknown(wish.path() + ": " + response.statusCode() + " " + response.body());
            }
            answered.incrementAndGet();
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode json = type.contains("json") ? JSON.readTree(response.body()) : JSON.createObjectNode();
            return new Answer(response.statusCode(), json, response);
        } catch (IOException e) {
            unanswered.incrementAndGet();
            throw new Unknown(wish.path() + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unknown("interrupted");
        } finally {
            count.decrementAndGet();
        }
    }

    /** The same request again and again until it is answered; only for what is safe to repeat. */
    Answer insist(Wish wish) throws InterruptedException {
        long end = System.nanoTime() + FOR_GOOD.toNanos();
        while (true) {
            try {
                Answer answer = send(wish);
                if (answer.status() != 409
                        || !answer.json().path("code").asString("").equals("idempotency.running")) {
                    return answer;
                }
            } catch (Unknown e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("never answered: " + e.getMessage());
                }
            }
            Thread.sleep(100 + ThreadLocalRandom.current().nextInt(200));
        }
    }

    /** What has been sent and not answered at this moment. */
    Map<String, Integer> underWay() {
        Map<String, Integer> now = new TreeMap<>();
        underWay.forEach((kind, count) -> {
            if (count.get() > 0) {
                now.put(kind, count.get());
            }
        });
        return now;
    }

    long answered() {
        return answered.get();
    }

    long unanswered() {
        return unanswered.get();
    }

    private HttpRequest request(Wish wish) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(wish.path()))
                .timeout(PATIENCE)
                .header("Accept", "application/json");
        wish.headers().forEach(request::header);
        if (wish.body() == null) {
            return request.method(wish.method(), BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(wish.method(), BodyPublishers.ofString(JSON.writeValueAsString(wish.body())))
                .build();
    }
}
