package io.siyu.people.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.shared.RandomCode;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Race;
import io.siyu.testing.SiyuTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SiyuTest
class RoleRaceTests {

    @Autowired
    ApplicationContext context;

    /** Who is later is told so: the role is in use, or the role is gone. */
    @RepeatedTest(8)
    void a_role_is_removed_or_given_to_somebody_new_but_never_both() throws InterruptedException {
        ConsoleClient remover = ConsoleClient.administrator(context);
        ConsoleClient giver = ConsoleClient.administrator(context);
        long role = remover.post("/api/admin/roles", Map.of("name", "赛跑", "scope", "OWN", "permissions", List.of()))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        Map<String, Object> user = Map.of(
                "username",
                "race-" + RandomCode.letters(10),
                "name",
                "赛跑",
                "password",
                "a password of tests",
                "roleId",
                role);

        Race.Finish<Answer> finish = Race.of(
                2,
                runner -> runner == 0
                        ? () -> remover.delete("/api/admin/roles/" + role)
                        : () -> giver.post("/api/admin/users", user));

        assertThat(finish.failures()).isEmpty();
        Answer removed = finish.answers().getFirst();
        Answer given = finish.answers().getLast();
        if (removed.status() == 204) {
            given.expectProblem(400, "role.not_found");
        } else {
            removed.expectProblem(409, "role.in_use");
            given.expect(201);
        }
    }
}
