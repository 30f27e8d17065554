package io.siyu.people.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SiyuTest
class SessionTests {

    private static final String PASSWORD = "correct horse battery";

    @Autowired
    ApplicationContext context;

    @Autowired
    StaffSetup setup;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Members members;

    private String newUser(String role) {
        String username = "u-" + RandomCode.letters(10);
        setup.createUser(username, PASSWORD, role, null);
        return username;
    }

    @Test
    void nobody_is_told_so_and_gets_a_token_to_sign_in_with() {
        ConsoleClient console = ConsoleClient.anonymous(context);
        console.get("/api/admin/session").expectProblem(401, "request.unauthenticated");
        assertThat(console.cookie("XSRF-TOKEN")).isNotBlank();
    }

    @Test
    void after_sign_in_the_session_says_who_it_is_and_what_they_may() {
        ConsoleClient console = ConsoleClient.anonymous(context);
        String username = newUser("guide");
        console.signIn(username, PASSWORD).expect(204);
        var user = console.get("/api/admin/session").expect(200).json().path("user");
        assertThat(user.path("username").asString()).isEqualTo(username);
        assertThat(user.path("roles").path(0).asString()).isEqualTo("导购");
        assertThat(user.path("permissions").toString())
                .contains("customer.read")
                .doesNotContain("user.write");
    }

    @Test
    void a_wrong_password_and_an_unknown_user_get_the_same_answer() {
        String username = newUser("guide");
        var wrong = ConsoleClient.anonymous(context).signIn(username, "not this one");
        var unknown = ConsoleClient.anonymous(context).signIn("nobody-" + username, "not this one");
        wrong.expectProblem(403, "session.refused");
        assertThat(unknown.text()).isEqualTo(wrong.text());
    }

    @Test
    void sign_in_without_the_csrf_header_is_refused() {
        ConsoleClient console = ConsoleClient.anonymous(context);
        console.get("/api/admin/session");
        console.postWithoutCsrf("/api/admin/session", Map.of("username", newUser("guide"), "password", PASSWORD))
                .expectProblem(403, "request.forged");
    }

    @Test
    void a_session_id_from_before_sign_in_is_worth_nothing_after_it() {
        ConsoleClient console = ConsoleClient.anonymous(context);
        console.signIn(newUser("guide"), PASSWORD).expect(204);
        String first = String.valueOf(console.cookie("siyu_session"));
        console.signIn(newUser("operator"), PASSWORD).expect(204);
        assertThat(console.cookie("siyu_session")).isNotEqualTo(first);
        ConsoleClient thief = ConsoleClient.anonymous(context);
        thief.setCookie("siyu_session", first);
        thief.get("/api/admin/session").expect(401);
    }

    @Test
    void after_sign_out_the_session_is_over() {
        ConsoleClient console = ConsoleClient.administrator(context);
        String session = String.valueOf(console.cookie("siyu_session"));
        console.delete("/api/admin/session").expect(204);
        console.setCookie("siyu_session", session);
        console.get("/api/admin/session").expectProblem(401, "request.unauthenticated");
    }

    @Test
    void a_session_survives_in_the_database_and_holds_no_rights() {
        ConsoleClient console = ConsoleClient.anonymous(context);
        String username = newUser("guide");
        console.signIn(username, PASSWORD).expect(204);
        assertThat(jdbc.sql("select count(*) from platform_session where principal_name = :name")
                        .param("name", username)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        jdbc.sql(
                        "update staff_user set role_id = (select id from staff_role where code = 'admin') where username = :name")
                .param("name", username)
                .update();
        assertThat(console.get("/api/admin/session").text()).contains("user.write");
    }

    @Test
    void a_disabled_user_a_new_password_and_a_departure_each_end_the_session_at_once() {
        ConsoleClient disabled = ConsoleClient.anonymous(context);
        String first = newUser("operator");
        disabled.signIn(first, PASSWORD).expect(204);
        jdbc.sql("update staff_user set disabled_at = created_at where username = :name")
                .param("name", first)
                .update();
        disabled.get("/api/admin/session").expect(401);
        disabled.signIn(first, PASSWORD).expectProblem(403, "session.refused");

        ConsoleClient changed = ConsoleClient.anonymous(context);
        String second = newUser("operator");
        changed.signIn(second, PASSWORD).expect(204);
        jdbc.sql("update staff_user set password_version = password_version + 1 where username = :name")
                .param("name", second)
                .update();
        changed.get("/api/admin/session").expect(401);

        String wecomId = "leaver-" + RandomCode.letters(8);
        StaffId staff = setup.createStaff(wecomId, "王离", null);
        ConsoleClient leaver = ConsoleClient.with(
                context, RoleScope.OWN, staff, List.of("customer.read").getFirst());
        leaver.get("/api/admin/session").expect(200);
        members.departed(wecomId);
        leaver.get("/api/admin/session").expect(401);
    }

    @Test
    void after_five_failures_the_name_has_to_wait_whether_or_not_anybody_has_it() {
        String username = newUser("guide");
        String nobody = "nobody-" + username;
        for (String name : List.of(username, nobody)) {
            ConsoleClient console = ConsoleClient.anonymous(context);
            for (int i = 0; i < 5; i++) {
                console.signIn(name, "guess " + i).expectProblem(403, "session.refused");
            }
            Answer locked = console.signIn(name, PASSWORD).expectProblem(429, "session.locked");
            assertThat(locked.headers()
                            .firstValue("Retry-After")
                            .map(Integer::valueOf)
                            .orElse(0))
                    .isBetween(1, 60);
            assertThat(locked.json().path("detail").asString()).contains("之后再试").contains("1 分钟");
        }
        assertThat(jdbc.sql("""
                        select count(*) from audit_entry where action = 'session.lock'
                        and object_id = (select id::text from staff_user where username = :name)""").param("name", username).query(Integer.class).single())
                .isEqualTo(1);
    }

    @Test
    void an_administrator_opens_a_locked_door_by_setting_a_password_that_the_user_must_change_first() {
        String username = newUser("operator");
        ConsoleClient forgetful = ConsoleClient.anonymous(context);
        for (int i = 0; i < 5; i++) {
            forgetful.signIn(username, "guess " + i).expect(403);
        }
        long id = idOf(username);
        ConsoleClient.administrator(context)
                .put("/api/admin/users/" + id + "/password", Map.of("password", "for the first day"))
                .expect(204);
        forgetful.signIn(username, "for the first day").expect(204);
        assertThat(forgetful
                        .get("/api/admin/session")
                        .expect(200)
                        .json()
                        .path("user")
                        .path("passwordDue")
                        .asBoolean())
                .isTrue();
        forgetful.get("/api/admin/customers").expectProblem(403, "session.password_due");
        forgetful
                .put(
                        "/api/admin/session/password",
                        Map.of("current", "for the first day", "password", "for the first day"))
                .expectProblem(400, "user.password_same");
        forgetful
                .put("/api/admin/session/password", Map.of("current", "for the first day", "password", username + "1"))
                .expectProblem(400, "user.password_like_name");
        forgetful
                .put(
                        "/api/admin/session/password",
                        Map.of("current", "for the first day", "password", "mine and only mine"))
                .expect(204);
        forgetful.get("/api/admin/customers").expect(200);
    }

    private long idOf(String username) {
        return jdbc.sql("select id from staff_user where username = :name")
                .param("name", username)
                .query(Long.class)
                .single();
    }
}
