package io.siyu.bench;

import io.siyu.harness.RunningJar;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Guides, live codes and people who scan them. Guides and codes are made once and stay in the data folder. */
final class World {

    private static final int GUIDES = 20;
    private static final int CODES = 16;
    private static final int GUIDES_PER_CODE = 5;

    private final RunningJar jar;
    private final Console console;

    World(RunningJar jar) throws Exception {
        this.jar = jar;
        this.console = Console.signedIn(jar);
        if (codes().size() < CODES) {
            make();
        }
    }

    /** Somebody who has just tapped "add", as the platform and its callback know them. */
    record Friend(String userId, String externalUserId, String state, String welcomeCode) {}

    /** @param code what the printed picture carries */
    record Code(long id, String code) {}

    Console console() {
        return console;
    }

    List<Code> codes() throws Exception {
        List<Code> codes = new ArrayList<>();
        try (Connection connection = jar.connect();
                ResultSet row = connection.createStatement().executeQuery("""
                        select id, code from channel_code where name like 'bench %' order by id""")) {
            while (row.next()) {
                codes.add(new Code(row.getLong("id"), row.getString("code")));
            }
        }
        return codes;
    }

    /** New people who are friends at the platform, spread over guides and codes; the application has not heard of them. */
    List<Friend> strangers(int count) throws Exception {
        List<Friend> friends = new ArrayList<>();
        try (Connection connection = jar.connect();
                PreparedStatement statement = connection.prepareStatement("""
                        with way as (
                            select s.state, m.wecom_user_id as userid, row_number() over (order by s.id) - 1 as place,
                                   count(*) over () as ways
                            from channel_state s join channel_code c on c.id = s.code_id and c.name like 'bench %'
                            join staff_member m on m.id = s.staff_id
                            where s.kind = 'COMMON' and s.status = 'READY'),
                        person as (
                            insert into sandbox_customer (name, colour, gender, phone, external_userid, unionid, openid, created_at)
                            select '过客' || n, '#336699', 1, '13900000000', 'wm-bench-' || ? || '-' || n,
                                   'un-bench-' || ? || '-' || n, 'op-bench-' || ? || '-' || n, clock_timestamp()
                            from generate_series(1, ?) n
                            returning id, external_userid),
                        friend as (
                            insert into sandbox_relation (userid, external_userid, created_at, state, add_way, oper_userid)
                            select way.userid, person.external_userid, clock_timestamp(), way.state, 1, person.external_userid
                            from person join way on way.place = person.id % way.ways
                            returning userid, external_userid, state)
                        insert into sandbox_welcome_code (code, userid, external_userid, issued_at)
                        select 'wc-' || external_userid, userid, external_userid, clock_timestamp() from friend
                        returning userid, external_userid, code, (select state from friend f
                            where f.external_userid = sandbox_welcome_code.external_userid) as state""")) {
            String run = UUID.randomUUID().toString().substring(0, 8);
            statement.setString(1, run);
            statement.setString(2, run);
            statement.setString(3, run);
            statement.setInt(4, count);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                friends.add(new Friend(
                        row.getString("userid"),
                        row.getString("external_userid"),
                        row.getString("state"),
                        row.getString("code")));
            }
        }
        return friends;
    }

    private void make() throws Exception {
        List<Map<String, Object>> members = IntStream.rangeClosed(1, GUIDES)
                .<Map<String, Object>>mapToObj(
                        n -> Map.of("userid", "bench-" + n, "name", "导购" + n, "departments", List.of(1)))
                .toList();
        console.post("/sandbox/api/admin/seed", Map.of("members", members));
        console.post("/api/admin/staff/sync", Map.of());
        List<Long> guides = console.get("/api/admin/staff?q=bench-&size=100")
                .path("items")
                .valueStream()
                .map(guide -> guide.path("id").asLong())
                .toList();
        for (int code = codes().size(); code < CODES; code++) {
            make(code, guides);
        }
        awaitContactWays();
    }

    private void make(int number, List<Long> guides) throws Exception {
        List<Map<String, Object>> pool = IntStream.range(0, GUIDES_PER_CODE)
                .<Map<String, Object>>mapToObj(n -> Map.of("staffId", guides.get((number + n * 4) % guides.size())))
                .toList();
        JsonNode made = console.post(
                "/api/admin/codes",
                Map.of(
                        "name",
                        "bench " + number,
                        "guides",
                        pool,
                        "welcomeText",
                        "{客户昵称}，你好，我是{导购姓名}，很高兴认识你。",
                        "skipVerify",
                        true));
        System.out.println("made code " + made.path("code").asString());
    }

    private void awaitContactWays() throws Exception {
        try (Connection connection = jar.connect()) {
            boolean waiting = true;
            while (waiting) {
                Thread.sleep(500);
                ResultSet row = connection.createStatement().executeQuery("""
                        select exists (select 1 from channel_state where status in ('INTENT', 'CALLING', 'FAILED'))""");
                row.next();
                waiting = row.getBoolean(1);
            }
        }
    }
}
