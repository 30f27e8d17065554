package io.siyu.nodes;

import static org.awaitility.Awaitility.await;

import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A brand with one guide and one code, and people who come to it through both nodes. */
final class Crowds {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final List<SandboxPhones> phones;
    private final ConsoleClient console;
    private final JdbcClient jdbc;
    private final String codeUrl;
    private final long tag;
    private long befriended;

    Crowds(TwoNodes nodes) {
        phones = nodes.both().stream().map(SandboxPhones::new).toList();
        jdbc = nodes.other().getBean(JdbcClient.class);
        console = ConsoleClient.administrator(nodes.other());
        waitForMorning();
        phones.getFirst().member("谷雨");
        console.post("/api/admin/staff/sync", Map.of()).expect(204);
        long guide = console.get("/api/admin/staff")
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asLong();
        tag = create("/api/admin/tag-groups", Map.of("name", "来源", "corp", true, "tags", List.of("门店")))
                .path("tags")
                .get(0)
                .path("id")
                .asLong();
        JsonNode code = create("/api/admin/codes", code(guide, tag));
        codeUrl = URI.create(code.path("url").asString()).getPath();
        plan(code.path("id").asLong());
    }

    /** A tag of the brand. */
    long tag() {
        return tag;
    }

    /** So many strangers become friends of the guide, every second one by the other node. */
    void befriend(int people) {
        for (int i = 0; i < people; i++) {
            befriend(phones.get(i % 2));
        }
        befriended += people;
    }

    /** How many friends the guide has by now. */
    long befriended() {
        return befriended;
    }

    /** Each node's sandbox sends the last callbacks once more, this many times. */
    void tellEverythingAgain(int times) {
        for (int i = 0; i < times; i++) {
            SandboxPhones desk = phones.get(i % 2);
            for (JsonNode delivery : desk.items("admin/deliveries?size=50")) {
                desk.post("admin/deliveries/" + delivery.path("id").asLong() + "/again", Map.of())
                        .expect(204);
            }
        }
    }

    /** On both nodes: what the one who heard of it a second later does meanwhile is done in the past, and timers set there are long due. */
    void forward(Duration time) {
        long ahead = phones.getFirst()
                .post("clock", Map.of("forwardSeconds", time.toSeconds()))
                .expect(200)
                .json()
                .path("aheadSeconds")
                .asLong();
        await().until(() -> phones.stream()
                .allMatch(desk -> desk.get("clock")
                                .expect(200)
                                .json()
                                .path("aheadSeconds")
                                .asLong()
                        >= ahead));
    }

    /** By the contact way that the scan was lent; the picture of it on the page may be served by the other node's platform. */
    private void befriend(SandboxPhones desk) {
        long phone = desk.phone("访客").path("id").asLong();
        long before = lent();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            desk.post("phones/" + phone + "/browse", Map.of("url", codeUrl)).expect(200);
            return lent() > before;
        });
        String configId = jdbc.sql("""
                select w.config_id from channel_scan s join channel_state w on w.id = s.state_id order by s.id desc limit 1""").query(String.class).single();
        desk.post("phones/" + phone + "/friends", Map.of("configId", configId)).expect(200);
    }

    private long lent() {
        return jdbc.sql("select count(*) from channel_scan where state_id is not null")
                .query(Long.class)
                .single();
    }

    private void waitForMorning() {
        String told =
                phones.getFirst().get("clock").expect(200).json().path("now").asString();
        ZonedDateTime now = OffsetDateTime.parse(told).atZoneSameInstant(ZONE);
        ZonedDateTime ten = now.with(LocalTime.of(10, 0));
        forward(Duration.between(now, ten.isAfter(now) ? ten : ten.plusDays(1)).plusSeconds(1));
    }

    private static Map<String, Object> code(long guide, long tag) {
        Map<String, Object> code =
                new HashMap<>(Map.of("name", "收银台", "tagIds", List.of(tag), "skipVerify", true, "welcomeText", "你好"));
        code.put("guides", List.of(Map.of("staffId", guide, "weight", 1, "backup", false)));
        return code;
    }

    private void plan(long codeId) {
        Map<String, Object> terms = new HashMap<>(Map.of("name", "券", "kind", "AMOUNT", "amountFen", 500));
        terms.putAll(Map.of("percentOff", 0, "thresholdFen", 1000, "scope", "ALL", "validDays", 30, "total", 100));
        terms.putAll(Map.of("perPerson", 1, "claimable", false, "bearerDepartment", "私域部", "bearerPercent", 100));
        long template = create("/api/admin/coupon-templates", terms).path("id").asLong();
        Map<String, Object> task = new HashMap<>(Map.of("type", "task", "id", "hello", "next", "end"));
        task.putAll(Map.of("content", "问问平时爱喝什么茶", "reason", "新客", "marketing", false));
        List<Map<String, Object>> steps = List.of(
                Map.of("type", "coupon", "id", "gift", "templateId", template, "next", "wait"),
                Map.of("type", "wait", "id", "wait", "minutes", 60, "next", "hello"),
                task,
                Map.of("type", "end", "id", "end"));
        Map<String, Object> trigger = Map.of("type", "code", "codeIds", List.of(codeId));
        long plan = create("/api/admin/sops", Map.of("name", "关怀", "trigger", trigger, "steps", steps, "revision", 0))
                .path("id")
                .asLong();
        console.post("/api/admin/sops/" + plan + "/publish", Map.of()).expect(200);
    }

    private JsonNode create(String path, Map<String, Object> body) {
        return console.post(path, body).expect(201).json();
    }
}
