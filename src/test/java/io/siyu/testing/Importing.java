package io.siyu.testing;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Files brought in by an operator's hand: held against the rules first, then taken over. Each answers how the import stands when its
 * job is done.
 */
public record Importing(ConsoleClient who) {

    /** @param target which kind of file, with what it is about: {@code leads&about=7} */
    public JsonNode check(String target, String file) {
        JsonNode started = who.upload(
                        "/api/admin/imports?target=" + target, "文件.csv", file.getBytes(StandardCharsets.UTF_8))
                .expect(202)
                .json();
        finish(who, started);
        return standing(started.path("importId").asLong());
    }

    public JsonNode apply(JsonNode checked) {
        long id = checked.path("id").asLong();
        finish(
                who,
                who.post("/api/admin/imports/" + id + "/apply", Map.of())
                        .expect(202)
                        .json());
        return standing(id);
    }

    private JsonNode standing(long id) {
        return who.get("/api/admin/imports/" + id).expect(200).json();
    }

    /** @param started the answer that names the {@code jobId} */
    public static void finish(ConsoleClient who, JsonNode started) {
        String job = "/api/admin/jobs/" + started.path("jobId").asLong();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> who.get(job).json().path("state").asString().equals("DONE"));
    }
}
