package io.siyu.bench;

import io.siyu.bench.World.Code;
import io.siyu.harness.RunningJar;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Strangers who open printed codes: from the request through the choice of a guide to the page with the picture. */
final class ScanBench implements Bench {

    private static final int CONNECTIONS = 16;

    static final String FLOOR = """
            with visitor as (
                insert into channel_visitor (id, first_at, last_at) values (?, ?, ?)),
            scan as (
                insert into channel_scan (code_id, visitor, at, staff_id, state_id, reserved_until)
                select c.id, ?, ?, s.staff_id, s.id, ?
                from channel_code c join channel_state s on s.code_id = c.id and s.kind = 'COMMON'
                where c.id = ? order by s.id limit 1
                returning id, code_id, staff_id, at),
            counted as (
                insert into channel_day as d (code_id, staff_id, day, scans, turns) select code_id, staff_id, at::date, 1, 1 from scan
                on conflict (code_id, day, staff_id) do update set scans = d.scans + 1)
            insert into channel_decision (code_id, scan_id, at, staff_id, reason, weighed, excluded)
            select code_id, id, at, staff_id, 'TURN', ?::jsonb, '[]' from scan""";

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("siyu.channel.scans-per-minute-per-address", "1000000000");
    }

    @Override
    public List<Figure> run(RunningJar jar) throws Exception {
        List<Code> codes = new World(jar).codes();
        Floor floor = new Floor(jar, FLOOR, (row, turn) -> bind(row, pick(codes)));
        Load.Hiring scanning = number -> scanner(jar, codes);
        Load.times(CONNECTIONS, 10_000, scanning);
        floor.run(CONNECTIONS, Duration.ofSeconds(2));
        Rounds rounds = Rounds.of(
                jar,
                5,
                Duration.ofSeconds(3),
                time -> Load.closed(CONNECTIONS, time, scanning),
                time -> floor.run(CONNECTIONS, time));
        return List.of(rounds.figure(name(), "landing", "1/s"));
    }

    private static Load.Worker scanner(RunningJar jar, List<Code> codes) throws Exception {
        Wire wire = new Wire(jar.port());
        return new Load.Worker() {
            @Override
            public void once(long turn) throws Exception {
                byte[] request = Wire.request("GET", "/c/" + pick(codes).code(), Map.of(), "");
                String page = wire.send(request).expect(200).body();
                if (!page.contains("class=\"qr\"")) {
                    throw new IllegalStateException("no picture on the page: " + page);
                }
            }

            @Override
            public void close() throws Exception {
                wire.close();
            }
        };
    }

    static void bind(PreparedStatement row, Code code) throws SQLException {
        String visitor = UUID.randomUUID().toString().replace("-", "").substring(0, 26);
        Timestamp now = new Timestamp(System.currentTimeMillis());
        row.setString(1, visitor);
        row.setTimestamp(2, now);
        row.setTimestamp(3, now);
        row.setString(4, visitor);
        row.setTimestamp(5, now);
        row.setTimestamp(6, new Timestamp(now.getTime() + 600_000));
        row.setLong(7, code.id());
        row.setString(8, """
                [{"staff": 101, "turns": 17, "weight": 1}, {"staff": 102, "turns": 17, "weight": 1},\
                 {"staff": 103, "turns": 17, "weight": 1}, {"staff": 104, "turns": 17, "weight": 1},\
                 {"staff": 105, "turns": 17, "weight": 1}]""");
    }

    private static Code pick(List<Code> codes) {
        return codes.get(ThreadLocalRandom.current().nextInt(codes.size()));
    }
}
