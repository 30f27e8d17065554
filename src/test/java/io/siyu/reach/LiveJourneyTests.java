package io.siyu.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.reach.ReachPhones.Guide;
import io.siyu.reach.ReachPhones.Phone;
import io.siyu.reach.channel.Codes;
import io.siyu.testing.BooksAgree;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** A live session from its announcement to the morning after, on phones. */
@SiyuTest
@ExtendWith(BooksAgree.class)
class LiveJourneyTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Clock clock;

    ReachPhones phones;
    ConsoleClient console;

    @BeforeEach
    void signIn() {
        phones = new ReachPhones(context);
        console = ConsoleClient.administrator(context);
        console.put(
                        "/api/admin/outreach/policy",
                        Map.of("dailyCap", 3, "quietFrom", "00:00", "quietUntil", "00:00", "newcomerHours", 0))
                .expect(200);
    }

    @Test
    void who_reserves_by_adding_the_guide_is_told_in_time_and_cared_for_afterwards_unless_they_left() {
        Guide guide = phones.guide("李静");
        JsonNode session = session(guide);
        String address = "/api/admin/live-sessions/" + session.path("id").asLong();
        long plan = planAfter(session.path("id").asLong());
        Phone stays = phones.phone("小满");
        Phone leaves = phones.phone("大寒");
        String code = session.path("code").path("codeUrl").asString();
        phones.scanAndAdd(stays, code);
        phones.scanAndAdd(leaves, code);
        ReachPhones.eventually(() -> figure(address, "reserved") == 2);
        assertThat(phones.appMessages(guide)).isEmpty();

        phones.forward(Duration.ofMinutes(40));
        ReachPhones.eventually(() -> phones.appMessages(guide).size() == 2);
        assertThat(figure(address, "told")).isEqualTo(2);
        phones.delete(leaves, guide);
        phones.forward(Duration.ofMinutes(30));
        console.post(address + "/end", Map.of()).expect(200);

        ReachPhones.eventually(() -> enrolled(plan).size() == 1);
        assertThat(enrolled(plan).getFirst().path("customerName").asString()).isEqualTo("小满");
        assertThat(phones.appMessages(guide)).hasSize(2);
        console.post("/api/admin/sops/" + plan + "/pause", Map.of()).expect(200);
    }

    private JsonNode session(Guide guide) {
        Instant starts = clock.instant().plus(Duration.ofHours(1));
        Map<String, Object> body = Map.of(
                "title",
                "秋茶上新",
                "platform",
                "CHANNELS",
                "startsAt",
                starts.toString(),
                "endsAt",
                starts.plus(Duration.ofHours(2)).toString(),
                "reminder",
                "{直播标题} 快开播了：{直播链接}",
                "guides",
                List.of(guide.staff().value()));
        JsonNode made =
                console.post("/api/admin/live-sessions", body).expect(201).json();
        long code = made.path("code").path("id").asLong();
        ReachPhones.eventually(() -> context.getBean(Codes.class).ready(code));
        return made;
    }

    private long planAfter(long session) {
        Map<String, Object> wait = Map.of("type", "wait", "id", "w", "minutes", 600, "next", "end");
        Map<String, Object> body = Map.of(
                "name",
                "直播后回访",
                "trigger",
                Map.of("type", "live", "sessionIds", List.of(session)),
                "steps",
                List.of(wait, Map.of("type", "end", "id", "end")));
        long plan = console.post("/api/admin/sops", body)
                .expect(201)
                .json()
                .path("id")
                .asLong();
        console.post("/api/admin/sops/" + plan + "/publish", Map.of()).expect(200);
        return plan;
    }

    private long figure(String address, String name) {
        return console.get(address)
                .expect(200)
                .json()
                .path("figures")
                .path(name)
                .asLong();
    }

    private List<JsonNode> enrolled(long plan) {
        return List.copyOf(console.get("/api/admin/sops/" + plan + "/enrolments")
                .expect(200)
                .json()
                .path("items")
                .values());
    }
}
