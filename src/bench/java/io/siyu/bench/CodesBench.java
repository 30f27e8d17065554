package io.siyu.bench;

import io.siyu.harness.RunningJar;
import io.siyu.harness.Usage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** A brand with 4,000 stores: their codes from one file, each with the store's guide behind it, and posters of them. */
final class CodesBench implements Bench {

    private static final int STORES = 4_000;
    private static final int POSTERS = 200;
    private static final int SCANNED = 200;
    private static final int PIECE = 500;

    /** The rows of one code with a guide, of 500 codes in one statement each as the application writes them. */
    static final List<String> FLOOR = List.of("""
            insert into bench_code (code, created_at, name, daily_cap, tag_ids, welcome_text, skip_verify)
            select 'bench' || n, clock_timestamp(), '店' || n || ' · 收银台', 20, '{}', '你好', true from generate_series(?, ?) n""", """
            insert into bench_code_guide (code_id, staff_id, weight, backup, position)
            select n, n, 1, false, 0 from generate_series(?, ?) n""", """
            insert into bench_rules_version (code_id, version, since, rules)
            select n, 1, clock_timestamp(), '{"pool": [{"cap": null, "staff": 101, "backup": false, "shifts": [], "weight": 1}],\
             "rules": {"shifts": [], "sticky": {"on": true, "days": null, "evenOff": false, "evenFull": false}, "specialDays": []},\
             "dailyCap": 20}' from generate_series(?, ?) n""", """
            insert into bench_state (code_id, staff_id, kind, state, status, skip_verify, due_at, rank)
            select n, n, case way when 0 then 'COMMON' else 'LEASED' end, 'sy_' || substr(md5(n || '-' || way), 1, 20), 'INTENT', true,
                clock_timestamp(), case way when 0 then 1 else 2 end
            from generate_series(?, ?) n, generate_series(0, 4) way""", """
            insert into bench_template_child (code_id, template_id, store_id) select n, 1, n from generate_series(?, ?) n""");

    private static final List<String> TABLES =
            List.of("code", "code_guide", "rules_version", "state", "template_child");

    @Override
    public String name() {
        return "codes";
    }

    @Override
    public List<Figure> run(RunningJar jar) throws Exception {
        Console console = Console.signedIn(jar);
        Brand brand = Brand.of(jar, console, STORES);
        double floor = floor(jar);
        List<Figure> figures = new ArrayList<>();
        long template = brand.template();
        long begun = System.nanoTime();
        double before = Usage.cpuMillis(jar);
        JsonNode checked = brand.check(template);
        double seen = seconds(begun);
        brand.apply(checked);
        double made = seconds(begun);
        double cpu = (Usage.cpuMillis(jar) - before) / STORES;
        Scans scans = scan(jar, template);
        await(jar, "kind = 'COMMON'", template);
        double ready = seconds(begun);
        System.out.printf(
                Locale.ROOT,
                "read %.1f s, made %.1f s, a way to every guide %.1f s; of %d codes scanned at once %d showed a guide, %d asked to wait; floor %.1f s%n",
                seen,
                made,
                ready,
                SCANNED,
                scans.guides(),
                scans.soon(),
                floor);
        figures.add(Figure.plain(name(), "checked", seen, "s", null));
        figures.add(Figure.ratio(name(), "made", STORES / (made - seen), "1/s", STORES / floor, cpu));
        figures.add(Figure.plain(name(), "children", ready, "s", null));
        await(jar, "true", template);
        double all = seconds(begun);
        figures.add(Figure.plain(name(), "ways", 5 * STORES / (all - seen), "1/s", null));
        figures.add(brand.posters(template, POSTERS));
        console.post("/api/admin/code-templates/" + template + "/archive", Map.of());
        return figures;
    }

    private static double floor(RunningJar jar) throws Exception {
        System.out.println("floor:\n" + String.join(";\n", FLOOR).indent(4));
        try (Connection connection = jar.connect();
                var statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("drop table if exists bench_" + table);
                statement.execute("create table bench_" + table + " (like channel_" + table + " including all)");
            }
            connection.setAutoCommit(false);
            long begun = System.nanoTime();
            for (int from = 1; from <= STORES; from += PIECE) {
                for (String sql : FLOOR) {
                    try (var insert = connection.prepareStatement(sql)) {
                        insert.setInt(1, from);
                        insert.setInt(2, from + PIECE - 1);
                        insert.executeUpdate();
                    }
                }
                connection.commit();
            }
            double seconds = seconds(begun);
            connection.setAutoCommit(true);
            for (String table : TABLES) {
                statement.execute("drop table bench_" + table);
            }
            return seconds;
        }
    }

    private record Scans(long guides, long soon) {}

    /** The moment they are made, before the platform has made their ways. */
    private static Scans scan(RunningJar jar, long template) throws Exception {
        List<String> pages = new ArrayList<>();
        try (Wire wire = new Wire(jar.port())) {
            for (String code : codes(jar, template)) {
                pages.add(wire.send(Wire.request("GET", "/c/" + code, Map.of("User-Agent", "Mozilla/5.0"), ""))
                        .expect(200)
                        .body());
            }
        }
        return new Scans(
                pages.stream().filter(page -> page.contains("class=\"qr\"")).count(),
                pages.stream()
                        .filter(page -> page.contains("http-equiv=\"refresh\""))
                        .count());
    }

    private static List<String> codes(RunningJar jar, long template) throws Exception {
        try (Connection connection = jar.connect();
                ResultSet row = connection.createStatement().executeQuery("""
                        select string_agg(code, ',') from (
                            select c.code from channel_template_child k join channel_code c on c.id = k.code_id
                            where k.template_id = %d order by c.id desc limit %d) c""".formatted(template, SCANNED))) {
            row.next();
            return List.of(row.getString(1).split(","));
        }
    }

    /** Until the platform has made the ways of all codes. */
    private static void await(RunningJar jar, String which, long template) throws Exception {
        try (Connection connection = jar.connect()) {
            boolean waiting = true;
            while (waiting) {
                Thread.sleep(200);
                ResultSet row = connection.createStatement().executeQuery("""
                        select exists (select from channel_state s join channel_template_child k on k.code_id = s.code_id
                            where k.template_id = %d and s.status <> 'READY' and %s)""".formatted(template, which));
                row.next();
                waiting = row.getBoolean(1);
            }
        }
    }

    static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    /** The file's lines. */
    static String file(String prefix) {
        return IntStream.rangeClosed(1, STORES)
                .mapToObj(n -> prefix + n + ",,,,,\n")
                .collect(Collectors.joining("", "门店编号,导购账号,活码名称,每人每日上限,欢迎语,无人接待时显示\n", ""));
    }
}
