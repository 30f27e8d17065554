package io.siyu.people.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
class OpenSessionsTests {

    private static final String PASSWORD = "correct horse battery";

    @Autowired
    ApplicationContext context;

    @Autowired
    StaffSetup setup;

    @Autowired
    JdbcClient jdbc;

    private String newUser(String role) {
        String username = "u-" + RandomCode.letters(10);
        setup.createUser(username, PASSWORD, role, null);
        return username;
    }

    @Test
    void one_sees_ones_sessions_ends_one_and_signs_out_everywhere_else() {
        String username = newUser("operator");
        ConsoleClient shop = ConsoleClient.anonymous(context);
        ConsoleClient home = ConsoleClient.anonymous(context);
        ConsoleClient train = ConsoleClient.anonymous(context);
        for (ConsoleClient device : List.of(shop, home, train)) {
            device.signIn(username, PASSWORD).expect(204);
        }
        JsonNode list = train.get("/api/admin/session/devices").expect(200).json();
        assertThat(list.path("total").asInt()).isEqualTo(3);
        assertThat(list.path("items")
                        .valueStream()
                        .filter(one -> one.path("here").asBoolean()))
                .hasSize(1);
        assertThat(list.path("items").path(0).path("here").asBoolean()).isTrue();
        assertThat(list.path("items").path(0).path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(list.path("items").path(0).path("userAgent").asString()).startsWith("Java-http-client");
        assertThat(list.toString()).doesNotContain(String.valueOf(shop.cookie("siyu_session")));

        long first = list.path("items").path(2).path("id").asLong();
        ConsoleClient.administrator(context)
                .delete("/api/admin/session/devices/" + first)
                .expectProblem(404, "session.not_found");
        train.delete("/api/admin/session/devices/" + first).expect(204);
        shop.get("/api/admin/session").expect(401);
        home.get("/api/admin/session").expect(200);
        assertThat(train.delete("/api/admin/session/devices")
                        .expect(200)
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        home.get("/api/admin/session").expect(401);
        train.get("/api/admin/session").expect(200);
    }

    @Test
    void another_role_another_password_and_being_disabled_end_all_sessions_at_once() {
        String username = newUser("operator");
        long id = idOf(username);
        ConsoleClient admin = ConsoleClient.administrator(context);
        ConsoleClient user = ConsoleClient.anonymous(context);
        user.signIn(username, PASSWORD).expect(204);

        Map<String, Object> guide = Map.of("name", "小王", "roleId", roleOf("guide"), "disabled", false);
        admin.put("/api/admin/users/" + id, guide).expect(204);
        user.get("/api/admin/session").expect(401);
        user.signIn(username, PASSWORD).expect(204);
        admin.put("/api/admin/users/" + id, Map.of("name", "王", "roleId", roleOf("guide"), "disabled", false))
                .expect(204);
        user.get("/api/admin/session").expect(200);
        admin.delete("/api/admin/users/" + id + "/sessions").expect(204);
        user.get("/api/admin/session").expect(401);

        user.signIn(username, PASSWORD).expect(204);
        admin.put("/api/admin/users/" + id, Map.of("name", "王", "roleId", roleOf("guide"), "disabled", true))
                .expect(204);
        user.get("/api/admin/session").expect(401);
        assertThat(jdbc.sql("select count(*) from staff_session where user_id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from platform_session where principal_name = :name")
                        .param("name", username)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_session_that_is_old_is_over_however_busy_it_was() {
        String username = newUser("operator");
        ConsoleClient console = ConsoleClient.anonymous(context);
        console.signIn(username, PASSWORD).expect(204);
        makeOlder(username, Duration.ofDays(6));
        console.get("/api/admin/session").expect(200);
        makeOlder(username, Duration.ofDays(2));
        console.get("/api/admin/session").expect(401);
    }

    private void makeOlder(String username, Duration age) {
        jdbc.sql("update platform_session set creation_time = creation_time - :age where principal_name = :name")
                .param("age", age.toMillis())
                .param("name", username)
                .update();
    }

    private long idOf(String username) {
        return jdbc.sql("select id from staff_user where username = :name")
                .param("name", username)
                .query(Long.class)
                .single();
    }

    private long roleOf(String code) {
        return jdbc.sql("select id from staff_role where code = :code")
                .param("code", code)
                .query(Long.class)
                .single();
    }
}
