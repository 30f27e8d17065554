package io.siyu.demo;

import io.siyu.demo.DemoHttp.DemoRefused;
import io.siyu.demo.DemoPeople.DemoGuide;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** How the guides of the demo end their day: most open tasks are done, some are skipped, a few wait for tomorrow. */
@Component
class DemoGuides {

    private static final Logger log = LoggerFactory.getLogger(DemoGuides.class);
    private static final String TASKS = "/staff/tasks/";

    private final DemoHttp http;
    private final Map<String, Long> seen = new HashMap<>();

    DemoGuides(DemoHttp http) {
        this.http = http;
    }

    void doTasks(Random random) {
        DemoPeople.guides().forEach(guide -> doTasks(guide, random));
    }

    private void doTasks(DemoGuide guide, Random random) {
        long after = seen.getOrDefault(guide.userId(), 0L);
        for (JsonNode card : http.get("/sandbox/api/guides/" + guide.userId() + "/messages?after=" + after)
                .get("items")) {
            seen.put(guide.userId(), card.get("id").asLong());
            String url = card.path("content").path("url").asString("");
            int mood = random.nextInt(100);
            if (url.contains(TASKS) && mood < 92) {
                tap("/api" + URI.create(url).getPath() + (mood < 82 ? "/done" : "/skip"));
            }
        }
    }

    /** One that was taken back meanwhile is none any more. */
    private void tap(String path) {
        try {
            http.tap(path);
        } catch (DemoRefused refused) {
            log.info("In a guide's day: {}", refused.getMessage());
        }
    }
}
