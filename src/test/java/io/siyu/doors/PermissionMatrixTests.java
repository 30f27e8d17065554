package io.siyu.doors;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.scope.Permission;
import io.siyu.people.staff.RoleScope;
import io.siyu.people.staff.StaffSetup;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every operation of the console, against everybody who may not. */
@SiyuTest
class PermissionMatrixTests {

    /** Signing in and out, who is signed in, one's own password and one's own sessions. */
    private static final String SESSION = "/api/admin/session";

    /** Signing in, and asking whether one is. */
    private static final Set<String> FOR_STRANGERS = Set.of("POST " + SESSION, "GET " + SESSION);

    /** Guard no endpoint of the console: two widen what others show and whom a view is for, the third opens the metrics. */
    private static final Set<String> WIDENS = Set.of("job.all", "view.share", "system.read");

    @Autowired
    ApplicationContext context;

    @Autowired
    StaffSetup setup;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private List<Operation> console = List.of();

    @BeforeEach
    void read() {
        console = Operation.under(context, Operation.CONSOLE);
    }

    @Test
    void the_description_tells_every_endpoint_there_is() {
        Set<String> told = Operation.under(context, "/api/").stream()
                .map(Operation::toString)
                .collect(Collectors.toSet());
        Set<String> there = new TreeSet<>();
        mappings.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith(Operation.CONSOLE) || path.startsWith(Operation.MALL))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> there.add(method + " " + path))));
        assertThat(there).hasSizeGreaterThan(100).allMatch(told::contains);
    }

    @Test
    void every_operation_names_a_right_and_every_right_guards_something() {
        assertThat(console).allSatisfy(operation -> {
            if (!operation.path().startsWith(SESSION)) {
                assertThat(operation.permission()).as("%s", operation).isIn(Permission.ALL);
            }
        });
        Set<String> guarding = console.stream()
                .map(operation -> String.valueOf(operation.permission()))
                .collect(Collectors.toSet());
        assertThat(Permission.ALL).allMatch(right -> guarding.contains(right) || WIDENS.contains(right));
        assertThat(WIDENS).noneMatch(guarding::contains);
    }

    @Test
    void a_stranger_is_asked_to_sign_in() {
        ConsoleClient stranger = ConsoleClient.anonymous(context);
        stranger.get(SESSION);
        for (Operation operation : console) {
            if (!FOR_STRANGERS.contains(operation.toString())) {
                told(operation, send(stranger, operation), 401, "request.unauthenticated");
            }
        }
    }

    @Test
    void whoever_has_every_right_but_the_needed_one_is_refused_before_anything_is_read() {
        String role = setup.createRole("matrix", RoleScope.ALL, List.of());
        ConsoleClient user = ConsoleClient.withRole(context, role, null);
        for (String right : Permission.ALL) {
            grant(role, Permission.ALL.stream().filter(one -> !one.equals(right)));
            for (Operation operation : needing(right)) {
                told(operation, send(user, operation), 403, "request.forbidden");
            }
        }
    }

    @Test
    void whoever_has_just_the_needed_right_is_let_in() {
        String role = setup.createRole("matrix", RoleScope.ALL, List.of());
        ConsoleClient user = ConsoleClient.withRole(context, role, null);
        for (String right : Permission.ALL) {
            grant(role, java.util.stream.Stream.of(right));
            for (Operation operation : needing(right)) {
                Answer answer = send(user, operation);
                assertThat(answer.status())
                        .as("%s %s", operation, answer.text())
                        .isNotIn(401, 403)
                        .isLessThan(500);
            }
        }
    }

    @Test
    void a_page_of_somebody_else_can_change_nothing_for_it_has_not_the_token() {
        ConsoleClient administrator = ConsoleClient.administrator(context);
        for (Operation operation : console) {
            if (operation.changes()) {
                Answer answer =
                        administrator.sendWithoutCsrf(operation.method(), anywhere(operation), operation.nothing());
                told(operation, answer, 403, "request.forged");
            }
        }
    }

    private List<Operation> needing(String right) {
        return console.stream()
                .filter(operation -> right.equals(operation.permission()))
                .toList();
    }

    private void grant(String role, java.util.stream.Stream<String> rights) {
        jdbc.sql("update staff_role set permissions = :rights where code = :role")
                .param("rights", rights.toArray(String[]::new))
                .param("role", role)
                .update();
    }

    private static Answer send(ConsoleClient client, Operation operation) {
        Object body = operation.changes() ? operation.nothing() : null;
        return client.send(operation.method(), anywhere(operation), body, operation.headers());
    }

    private static String anywhere(Operation operation) {
        return operation.address(variable -> "999999999");
    }

    private static void told(Operation operation, Answer answer, int status, String code) {
        assertThat(answer.status()).as("%s %s", operation, answer.text()).isEqualTo(status);
        answer.expectProblem(status, code);
    }
}
