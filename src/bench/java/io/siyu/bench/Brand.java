package io.siyu.bench;

import io.siyu.harness.RunningJar;
import io.siyu.harness.Usage;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Stores with a guide each, and an operator who makes their codes and posters. Stores and guides stay in the data folder. */
final class Brand {

    private static final String PREFIX = "BC";
    private static final int SEEDED_AT_ONCE = 500;

    private final RunningJar jar;
    private final Console console;

    private Brand(RunningJar jar, Console console) {
        this.jar = jar;
        this.console = console;
    }

    static Brand of(RunningJar jar, Console console, int stores) throws Exception {
        Brand brand = new Brand(jar, console);
        if (!brand.there(stores)) {
            brand.make(stores);
        }
        return brand;
    }

    private boolean there(int stores) throws Exception {
        try (Connection connection = jar.connect();
                var row = connection.createStatement().executeQuery("""
                        select count(*) from staff_store s join staff_member m on m.store_id = s.id where s.code like '%s%%'""".formatted(PREFIX))) {
            row.next();
            return row.getInt(1) >= stores;
        }
    }

    private void make(int stores) throws Exception {
        for (int from = 1; from <= stores; from += SEEDED_AT_ONCE) {
            List<Map<String, Object>> members = IntStream.range(from, Math.min(from + SEEDED_AT_ONCE, stores + 1))
                    .<Map<String, Object>>mapToObj(
                            n -> Map.of("userid", "bench-store-" + n, "name", "导购" + n, "departments", List.of(1)))
                    .toList();
            console.post("/sandbox/api/admin/seed", Map.of("members", members, "callbacks", false));
        }
        console.post("/api/admin/staff/sync", Map.of());
        try (Connection connection = jar.connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into staff_store (code, name) select '%s' || n, '店' || n from generate_series(1, %d) n
                    on conflict do nothing""".formatted(PREFIX, stores));
            statement.execute("""
                    update staff_member m set store_id = s.id from staff_store s
                    where m.wecom_user_id = 'bench-store-' || substr(s.code, %d) and s.code like '%s%%'""".formatted(PREFIX.length() + 1, PREFIX));
        }
    }

    long template() throws Exception {
        return console.post(
                        "/api/admin/code-templates",
                        Map.of(
                                "name",
                                "bench " + UUID.randomUUID().toString().substring(0, 8),
                                "target",
                                "STORE",
                                "automatic",
                                false,
                                "storeIds",
                                List.of(),
                                "code",
                                Map.of(
                                        "name",
                                        "{门店} · 收银台",
                                        "guides",
                                        List.of(),
                                        "dailyCap",
                                        20,
                                        "welcomeText",
                                        "{客户昵称}，你好",
                                        "skipVerify",
                                        true)))
                .path("id")
                .asLong();
    }

    /** Sends the file, and waits until its rows were held against the rules. */
    JsonNode check(long template) throws Exception {
        JsonNode started = console.upload(
                "/api/admin/imports?target=template-codes&about=" + template, "codes.csv", CodesBench.file(PREFIX));
        finish(started.path("jobId").asLong());
        return started;
    }

    /** Returns when all of them are made. */
    void apply(JsonNode checked) throws Exception {
        String path = "/api/admin/imports/" + checked.path("importId").asLong();
        JsonNode started = console.post(path + "/apply", Map.of());
        finish(started.path("jobId").asLong());
        long created = console.get(path).path("created").asLong();
        System.out.println("made " + created + " codes");
    }

    /** Seconds for so many posters of 100 × 150 mm at 300 dpi, with the CPU of one. */
    Figure posters(long template, int many) throws Exception {
        long poster = console.post(
                        "/api/admin/posters",
                        Map.of("name", "bench " + UUID.randomUUID().toString().substring(0, 8), "layout", layout()))
                .path("id")
                .asLong();
        List<Long> codes = codes(template, many);
        double before = Usage.cpuMillis(jar);
        long begun = System.nanoTime();
        JsonNode started = console.post("/api/admin/posters/" + poster + "/runs", Map.of("codeIds", codes));
        finish(started.path("jobId").asLong());
        double seconds = CodesBench.seconds(begun);
        double cpu = (Usage.cpuMillis(jar) - before) / codes.size();
        return Figure.plain("codes", "posters", codes.size() / seconds, "1/s", cpu);
    }

    private List<Long> codes(long template, int many) throws Exception {
        List<Long> codes = new ArrayList<>();
        try (Connection connection = jar.connect();
                var row = connection.createStatement().executeQuery("""
                        select code_id from channel_template_child where template_id = %d order by code_id limit %d""".formatted(template, many))) {
            while (row.next()) {
                codes.add(row.getLong(1));
            }
        }
        return codes;
    }

    private static Map<String, Object> layout() {
        return Map.of(
                "widthMm",
                100,
                "heightMm",
                150,
                "background",
                "#0b6b4f",
                "elements",
                List.of(
                        Map.of("type", "box", "frame", frame(6, 6, 88, 138), "fill", "#ffffff", "radiusMm", 4),
                        Map.of(
                                "type",
                                "text",
                                "frame",
                                frame(10, 12, 80, 16),
                                "text",
                                "扫码添加你的专属导购",
                                "sizePt",
                                22,
                                "color",
                                "#0b6b4f",
                                "align",
                                "CENTER",
                                "bold",
                                true),
                        Map.of("type", "code", "frame", frame(20, 40, 60, 60)),
                        Map.of(
                                "type",
                                "text",
                                "frame",
                                frame(10, 108, 80, 12),
                                "text",
                                "{门店}",
                                "sizePt",
                                18,
                                "color",
                                "#1d2129",
                                "align",
                                "CENTER",
                                "bold",
                                false),
                        Map.of(
                                "type",
                                "text",
                                "frame",
                                frame(10, 122, 80, 16),
                                "text",
                                "新客到店即享九折，每周新品抢先看",
                                "sizePt",
                                12,
                                "color",
                                "#5c6670",
                                "align",
                                "CENTER",
                                "bold",
                                false)));
    }

    private static Map<String, Object> frame(int x, int y, int w, int h) {
        return Map.of("x", x, "y", y, "w", w, "h", h);
    }

    private void finish(long job) throws Exception {
        JsonNode state = console.get("/api/admin/jobs/" + job);
        while (List.of("QUEUED", "RUNNING").contains(state.path("state").asString())) {
            Thread.sleep(100);
            state = console.get("/api/admin/jobs/" + job);
        }
        if (!state.path("state").asString().equals("DONE")) {
            throw new IllegalStateException("job " + job + ": " + state);
        }
    }
}
