package io.siyu.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.SandboxPhones;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What customers and guides do in the stories of reach. */
public final class ReachPhones {

    private final ApplicationContext context;
    private final SandboxPhones wire;

    public ReachPhones(ApplicationContext context) {
        this.context = context;
        this.wire = new SandboxPhones(context);
    }

    /** A guide known to the platform and to us. */
    public record Guide(String userId, String name, StaffId staff) {}

    /** A customer's phone. */
    public record Phone(long id, String name) {}

    public Guide guide(String name) {
        String userId = wire.member(name);
        StaffSetup setup = context.getBean(StaffSetup.class);
        StoreId store = setup.createStore(RandomCode.letters(8), "静安寺店", "华东");
        return new Guide(userId, name, setup.createStaff(userId, name, store));
    }

    public Phone phone(String name) {
        JsonNode phone = wire.phone(name);
        return new Phone(phone.path("id").asLong(), name);
    }

    /** Opens the page behind a code and becomes friends with the guide on it. */
    public void scanAndAdd(Phone phone, String url) {
        JsonNode page = wire.post("phones/" + phone.id() + "/browse", Map.of("url", url))
                .expect(200)
                .json();
        String configId = page.path("qrCodes").path(0).path("configId").asString();
        assertThat(configId).as("a contact code on %s", page).isNotBlank();
        wire.post("phones/" + phone.id() + "/friends", Map.of("configId", configId))
                .expect(200);
    }

    public void delete(Phone phone, Guide guide) {
        wire.delete("phones/" + phone.id() + "/friends/" + guide.userId()).expect(204);
    }

    /** What the customer sees in the chat with the guide. */
    public List<String> chat(Phone phone, Guide guide) {
        return wire.chat(phone.id(), guide.userId()).stream()
                .map(bubble -> bubble.path("content").path("content").asString(""))
                .toList();
    }

    /** The cards and texts that our app sent to the guide. */
    public List<JsonNode> appMessages(Guide guide) {
        return wire.appMessages(guide.userId());
    }

    /** Has the platform tell its last news again, so many times. */
    public void tellAgain(String changeType, int times) {
        for (JsonNode delivery : wire.items("admin/deliveries?size=50")) {
            if (delivery.toString().contains(changeType)) {
                for (int i = 0; i < times; i++) {
                    wire.post("admin/deliveries/" + delivery.path("id").asLong() + "/again", Map.of());
                }
                return;
            }
        }
        throw new AssertionError("no delivery of " + changeType);
    }

    public void slow(String path, int millis, int times) {
        wire.post("admin/faults", Map.of("path", path, "kind", "SLOW", "millis", millis, "times", times))
                .expect(201);
    }

    public void forward(Duration time) {
        wire.post("clock", Map.of("forwardSeconds", time.toSeconds())).expect(200);
    }

    public static void eventually(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }
}
