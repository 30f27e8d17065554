package io.siyu.crash;

import io.siyu.crash.Caller.Answer;
import io.siyu.crash.Caller.Unknown;
import io.siyu.crash.Caller.Wish;
import io.siyu.crash.Promises.Kind;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/** People who scan the code, add the guide, chat, and sometimes leave again. Where no answer comes they give up. */
final class Visitors implements Load.Story {

    private final Caller caller;
    private final Brand brand;
    private final Promises promises;
    private final Queue<Long> phones = new ConcurrentLinkedQueue<>();

    Visitors(Caller caller, Brand brand, Promises promises) {
        this.caller = caller;
        this.brand = brand;
        this.promises = promises;
    }

    /** Phones of those who have a guide. */
    Queue<Long> phones() {
        return phones;
    }

    @Override
    public void live(Random random) throws InterruptedException {
        try {
            JsonNode phone = ask("phone", "phones", Map.of("name", "访客" + random.nextInt(10_000)));
            long id = phone.path("id").asLong();
            JsonNode page = ask("scan", "phones/" + id + "/browse", Map.of("url", brand.codeUrl()));
            String configId = page.path("qrCodes").path(0).path("configId").asString("");
            if (configId.isEmpty()) {
                return;
            }
            JsonNode added = ask("add", "phones/" + id + "/friends", Map.of("configId", configId));
            String userId = added.path("userid").asString();
            promises.made(Kind.FRIEND, phone.path("externalUserid").asString() + "|" + userId);
            phones.add(id);
            // Who speaks first is not welcomed any more: the platform takes the code back.
            Thread.sleep(random.nextInt(1500));
            if (random.nextInt(6) == 0) {
                ask("chat", "phones/" + id + "/chats/" + userId, Map.of("text", "你好"));
            }
            if (random.nextInt(8) == 0) {
                caller.send(new Wish(
                        "leave", "DELETE", "/sandbox/api/phones/" + id + "/friends/" + userId, null, Map.of()));
            }
        } catch (Unknown e) {
            Thread.sleep(200);
        }
    }

    private JsonNode ask(String kind, String path, Map<String, ?> body) throws Unknown {
        Answer answer = caller.send(Wish.post(kind, "/sandbox/api/" + path, body));
        if (!answer.succeeded()) {
            throw new Unknown(path + ": " + answer.status() + " " + answer.json());
        }
        return answer.json();
    }
}
