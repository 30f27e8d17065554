package io.siyu.reach.channel.groupcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.alert.AlertSource;
import io.siyu.foundation.job.Pollers;
import io.siyu.people.relation.Groups;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StoreId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Groups at the platform, codes of them, and phones that scan. */
abstract class GroupCodeFixtures {

    static final String CODES = "/api/admin/group-codes";

    @Autowired
    ApplicationContext context;

    @Autowired
    StaffSetup setup;

    @Autowired
    GroupScans scans;

    @Autowired
    Groups groups;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Pollers pollers;

    ConsoleClient console;
    SandboxPhones phones;
    String owner = "";

    @BeforeEach
    void hire() {
        console = ConsoleClient.administrator(context);
        phones = new SandboxPhones(context);
        owner = phones.member("群主");
        StoreId store = setup.createStore("gc" + RandomCode.letters(8), "群码门店", "华东");
        setup.createStaff(owner, "群主", store);
    }

    Map<String, Object> place(String chat, int cap) {
        return Map.of("chatId", chat, "cap", cap);
    }

    Map<String, Object> body(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "群码" + RandomCode.letters(6), "kind", "GROUPS"));
        body.putAll(more);
        return body;
    }

    JsonNode pictures(int... caps) {
        List<Map<String, Object>> places = new ArrayList<>();
        for (int cap : caps) {
            places.add(Map.of("pictureUrl", "/files/" + RandomCode.letters(26), "cap", cap));
        }
        return made(Map.of("kind", "PICTURES", "places", places));
    }

    JsonNode made(Map<String, Object> more) {
        JsonNode code = console.post(CODES, body(more)).expect(201).json();
        soon(() -> assertThat(detail(code).path("places").valueStream())
                .allMatch(place -> place.path("usable").asBoolean()));
        return code;
    }

    JsonNode detail(JsonNode code) {
        return console.get(CODES + "/" + id(code)).expect(200).json();
    }

    static long id(JsonNode code) {
        return code.path("id").asLong();
    }

    long placeOf(JsonNode code, String chat) {
        return detail(code)
                .path("places")
                .valueStream()
                .filter(place -> place.path("chatId").asString("").equals(chat))
                .findFirst()
                .map(place -> place.path("id").asLong())
                .orElseThrow();
    }

    String group(String name) {
        String chat = phones.post("admin/groups", Map.of("name", name, "owner", owner))
                .expect(201)
                .json()
                .path("chatId")
                .asString();
        soon(() -> assertThat(groups.byChatIds(List.of(chat)).get(chat))
                .isNotNull()
                .satisfies(known -> assertThat(known.readAt()).isAfter(Instant.EPOCH)));
        return chat;
    }

    int members(String chat) {
        return Objects.requireNonNull(groups.byChatIds(List.of(chat)).get(chat)).members();
    }

    JsonNode page(JsonNode code, long phone) {
        return phones.post(
                        "phones/" + phone + "/browse",
                        Map.of("url", "/c/g/" + code.path("code").asString()))
                .expect(200)
                .json();
    }

    String shownTo(JsonNode code, long phone) {
        JsonNode codes = page(code, phone).path("qrCodes");
        assertThat(codes.size()).isEqualTo(1);
        return codes.get(0).path("configId").asString();
    }

    String join(long phone, String configId) {
        return phones.post("phones/" + phone + "/groups", Map.of("configId", configId))
                .expect(200)
                .json()
                .path("chatId")
                .asString();
    }

    String alerts() {
        return context.getBeansOfType(AlertSource.class).values().stream()
                .filter(source -> source.kind().equals("channel.groups_full"))
                .flatMap(source -> source.standing().stream())
                .map(alert -> String.valueOf(alert.link()))
                .collect(Collectors.joining(" "));
    }

    long count(String sql, Object value) {
        return jdbc.sql(sql).param(value).query(Long.class).single();
    }

    /** A group is read three seconds after its news: they pass at once. */
    void soon(ThrowingRunnable holds) {
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    phones.post("clock", Map.of("forwardSeconds", 3)).expect(200);
                    List.of("wecom.inbox", "relation.groups", "channel.join-ways")
                            .forEach(pollers::wake);
                    holds.run();
                });
    }
}
