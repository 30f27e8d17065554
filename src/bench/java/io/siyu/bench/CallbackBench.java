package io.siyu.bench;

import io.siyu.bench.World.Friend;
import io.siyu.harness.RunningJar;
import io.siyu.harness.Usage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** Callbacks of WeChat Work: how many are accepted, how old the oldest that waits gets, how late the last welcome of a burst is. */
final class CallbackBench implements Bench {

    private static final int CONNECTIONS = 32;
    private static final int ADDS_PER_SECOND = 100;
    private static final int BURST = 2_000;

    /** What taking a friend in runs through is a hundred times what accepting does, and is compiled late. */
    private static final int WARM_UP = 8_000;

    private static final int PLATFORM_MILLIS = 50;

    /** Longer than a welcome code lives: some were not greeted at all. */
    private static final double NEVER = 9_999;

    private static final String FLOOR = """
            insert into bench_inbox (digest, app, event, change_type, relation, fields, received_at, next_attempt_at)
            values (?, 'main', 'change_external_contact', ?, ?, ?::jsonb, ?, ?)""";

    @Override
    public String name() {
        return "callback";
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("siyu.sandbox.latency", PLATFORM_MILLIS + "ms");
    }

    @Override
    public List<Figure> run(RunningJar jar) throws Exception {
        World world = new World(jar);
        Envelope envelope = new Envelope(jar.sandboxKeys());
        settle(jar);
        List<Figure> figures = new ArrayList<>(accepted(jar, envelope));
        settle(jar);
        figures.addAll(processed(jar, world, envelope));
        figures.add(welcome(jar, world, envelope));
        return figures;
    }

    private List<Figure> accepted(RunningJar jar, Envelope envelope) throws Exception {
        try (Connection connection = jar.connect()) {
            connection.createStatement().execute("drop table if exists bench_inbox");
            connection.createStatement().execute("create table bench_inbox (like wecom_inbox including all)");
        }
        Floor floor = new Floor(jar, FLOOR, CallbackBench::bind);
        Load.Hiring posting = number -> poster(jar, envelope);
        Load.times(CONNECTIONS, 80_000, posting);
        floor.run(CONNECTIONS, Duration.ofSeconds(2));
        Rounds rounds = Rounds.of(
                jar,
                5,
                Duration.ofSeconds(3),
                time -> Load.closed(CONNECTIONS, time, posting),
                time -> floor.run(CONNECTIONS, time));
        double half = rounds.value() / 2;
        Load.Done calm = Load.open(CONNECTIONS, half, Duration.ofSeconds(10), posting);
        System.out.printf("at half load: p50 %.1f ms, p99 %.1f ms%n", calm.millis(0.5), calm.millis(0.99));
        return List.of(
                rounds.figure(name(), "accepted", "1/s"),
                Figure.plain(name(), "accepted.p99", calm.millis(0.99), "ms", null));
    }

    /** Events that nobody in the house takes in: what counts is reading, checking and writing down. */
    private static Load.Worker poster(RunningJar jar, Envelope envelope) throws Exception {
        Wire wire = new Wire(jar.port());
        return new Load.Worker() {
            @Override
            public void once(long turn) throws Exception {
                String person = UUID.randomUUID().toString();
                wire.send(envelope.post(
                                "living_status_change", "bench-1", "wm-" + person, "<FailReason>x</FailReason>"))
                        .expect(200);
            }

            @Override
            public void close() throws Exception {
                wire.close();
            }
        };
    }

    private static void bind(PreparedStatement row, long turn) throws SQLException {
        UUID person = UUID.randomUUID();
        byte[] digest = new byte[32];
        java.nio.ByteBuffer.wrap(digest)
                .putLong(person.getMostSignificantBits())
                .putLong(person.getLeastSignificantBits());
        Timestamp now = new Timestamp(System.currentTimeMillis());
        row.setBytes(1, digest);
        row.setString(2, "living_status_change");
        row.setString(3, "wm-" + person + "|bench-1");
        row.setString(4, """
                {"ToUserName": "ww0123456789abcdef", "FromUserName": "sys", "CreateTime": "1780000000", "MsgType": "event",\
                 "Event": "change_external_contact", "ChangeType": "living_status_change", "UserID": "bench-1",\
                 "ExternalUserID": "wm-%s", "FailReason": "x"}""".formatted(person));
        row.setTimestamp(5, now);
        row.setTimestamp(6, now);
    }

    /** At a steady rate of real adds, the oldest callback that still waits, looked for again and again. */
    private List<Figure> processed(RunningJar jar, World world, Envelope envelope) throws Exception {
        Duration time = Duration.ofSeconds(30);
        add(jar, envelope, world.strangers(WARM_UP), Duration.ofSeconds(120));
        settle(jar);
        List<Friend> friends = world.strangers((int) (ADDS_PER_SECOND * time.toSeconds()));
        AtomicBoolean over = new AtomicBoolean();
        List<Double> ages = new ArrayList<>();
        double before = Usage.cpuMillis(jar);
        Thread watch = Thread.ofPlatform().start(() -> watch(jar, over, ages));
        Load.Done done = add(jar, envelope, friends, time);
        over.set(true);
        watch.join();
        settle(jar);
        double cpu = (Usage.cpuMillis(jar) - before) / done.count();
        double oldest = ages.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        System.out.printf(
                "%.0f adds/s: answered p99 %.1f ms; oldest waiting %.2f s%n",
                done.perSecond(), done.millis(0.99), oldest);
        return List.of(Figure.plain(name(), "processed", oldest, "s", cpu));
    }

    private static Load.Done add(RunningJar jar, Envelope envelope, List<Friend> friends, Duration time)
            throws Exception {
        double rate = friends.size() / (double) time.toSeconds();
        return Load.open(CONNECTIONS, rate, time, number -> adder(jar, envelope, friends));
    }

    private static Load.Worker adder(RunningJar jar, Envelope envelope, List<Friend> friends) throws Exception {
        Wire wire = new Wire(jar.port());
        return new Load.Worker() {
            @Override
            public void once(long turn) throws Exception {
                wire.send(envelope.added(friends.get((int) turn))).expect(200);
            }

            @Override
            public void close() throws Exception {
                wire.close();
            }
        };
    }

    private static void watch(RunningJar jar, AtomicBoolean over, List<Double> ages) {
        try (Connection connection = jar.connect();
                PreparedStatement oldest = connection.prepareStatement("""
                        select coalesce(max(extract(epoch from clock_timestamp() - received_at)), 0)
                        from wecom_inbox where state = 'waiting'""")) {
            while (!over.get()) {
                ResultSet row = oldest.executeQuery();
                row.next();
                ages.add(row.getDouble(1));
                Thread.sleep(200);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everybody at once: from the tap on "add" to the greeting in the chat, by the platform's own clock. */
    private Figure welcome(RunningJar jar, World world, Envelope envelope) throws Exception {
        List<Friend> friends = world.strangers(BURST);
        double before = Usage.cpuMillis(jar);
        Load.Done burst = Load.times(64, BURST, number -> adder(jar, envelope, friends));
        System.out.printf("%d adds in %.1f s%n", BURST, burst.time().toMillis() / 1000.0);
        settle(jar);
        double cpu = (Usage.cpuMillis(jar) - before) / BURST;
        try (Connection connection = jar.connect();
                PreparedStatement query = connection.prepareStatement("""
                        select count(*) as sent,
                               percentile_cont(0.5) within group (order by extract(epoch from m.sent_at - c.issued_at)) as p50,
                               percentile_cont(0.99) within group (order by extract(epoch from m.sent_at - c.issued_at)) as p99
                        from sandbox_welcome_code c
                        left join sandbox_message m on m.external_userid = c.external_userid and m.sender = 'WELCOME'
                        where c.external_userid = any (?) and m.id is not null""")) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "text", friends.stream().map(Friend::externalUserId).toArray()));
            ResultSet row = query.executeQuery();
            row.next();
            System.out.printf("%d of %d welcomed, p50 %.1f s%n", row.getLong("sent"), BURST, row.getDouble("p50"));
            return Figure.plain(
                    name(), "welcome", row.getLong("sent") == BURST ? row.getDouble("p99") : NEVER, "s", cpu);
        }
    }

    /** Until the inbox is empty. */
    private static void settle(RunningJar jar) throws Exception {
        long begun = System.nanoTime();
        try (Connection connection = jar.connect()) {
            long waiting = 1;
            while (waiting > 0) {
                Thread.sleep(500);
                ResultSet row = connection.createStatement().executeQuery("""
                        select count(*) from wecom_inbox where state = 'waiting' or welcome_state = 'due'""");
                row.next();
                waiting = row.getLong(1);
            }
        }
        System.out.printf("the inbox was empty after %.1f s%n", (System.nanoTime() - begun) / 1e9);
    }
}
