package io.siyu.foundation.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.staff.RoleScope;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
class JobControllerTests {

    private static final Map<String, String> NOTHING = Map.of();

    private final ApplicationContext context;
    private final Jobs jobs;
    private final JdbcClient jdbc;

    @Autowired
    JobControllerTests(ApplicationContext context, Jobs jobs, JdbcClient jdbc) {
        this.context = context;
        this.jobs = jobs;
        this.jdbc = jdbc;
    }

    @Test
    void one_sees_and_stops_his_own_jobs_and_with_the_right_everybodys() {
        ConsoleClient anna = ConsoleClient.with(context, RoleScope.ALL, null, "job.read");
        ConsoleClient boss = ConsoleClient.with(context, RoleScope.ALL, null, "job.read", "job.all");
        long hers = startedBy(anna);
        long systems = jobs.start("test.nobody-does-it", NOTHING, "of the system");

        assertThat(ids(anna.get("/api/admin/jobs?open=true").expect(200).json()))
                .containsExactly(hers);
        assertThat(ids(boss.get("/api/admin/jobs?open=true").expect(200).json()))
                .contains(hers, systems);
        assertThat(ids(boss.get("/api/admin/jobs?open=true&mine=true")
                        .expect(200)
                        .json()))
                .isEmpty();
        anna.get("/api/admin/jobs/" + systems).expectProblem(404, "job.not_found");
        anna.post("/api/admin/jobs/" + systems + "/cancel", NOTHING).expectProblem(404, "job.not_found");

        JsonNode cancelled = anna.post("/api/admin/jobs/" + hers + "/cancel", NOTHING)
                .expect(200)
                .json();
        assertThat(cancelled.path("state").asString()).isEqualTo("CANCELLED");
        anna.post("/api/admin/jobs/" + hers + "/cancel", NOTHING).expectProblem(409, "job.ended");
        boss.post("/api/admin/jobs/" + hers + "/resume", NOTHING).expect(200);
        boss.post("/api/admin/jobs/" + hers + "/resume", NOTHING).expectProblem(409, "job.not_stopped");
        assertThat(jdbc.sql("select action from audit_entry where kind = 'job' and object_id = :id order by id")
                        .param("id", Long.toString(hers))
                        .query(String.class)
                        .list())
                .containsExactly("job.cancel", "job.resume");
    }

    @Test
    void without_the_right_there_is_nothing_to_see() {
        ConsoleClient nobody = ConsoleClient.with(context, RoleScope.ALL, null, "customer.read");
        nobody.get("/api/admin/jobs").expect(403);
        nobody.post("/api/admin/jobs/1/cancel", NOTHING).expect(403);
    }

    /** Of a kind that nobody does, so that it stays as it is. */
    private long startedBy(ConsoleClient client) {
        long user = client.get("/api/admin/session")
                .expect(200)
                .json()
                .path("user")
                .path("id")
                .asLong();
        long id = jobs.start("test.nobody-does-it", NOTHING, "hers");
        jdbc.sql("update job_job set user_id = :user where id = :id")
                .param("user", user)
                .param("id", id)
                .update();
        return id;
    }

    private static List<Long> ids(JsonNode slice) {
        return slice.path("items")
                .valueStream()
                .map(row -> row.path("id").asLong())
                .toList();
    }
}
