package io.siyu.people.relation.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.relation.lead.LeadFixtures.Guide;
import io.siyu.shared.RandomCode;
import io.siyu.testing.SiyuTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A long list, stopped in the middle and gone on with: each number once, each lead to one guide. */
@SiyuTest
class LeadBulkTests {

    /** Rows of the file, one of them twice; as many as it may have: {@code -Dsiyu.leads=100000}. */
    private static final int ROWS = Integer.getInteger("siyu.leads", 3_001);

    private static final int LEADS = ROWS - 1;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_long_list_stopped_in_the_middle_and_resumed_has_each_number_once_and_is_dealt_by_weight() {
        LeadFixtures fixtures = new LeadFixtures(context);
        long batch = fixtures.batch();
        String prefix = "13" + RandomCode.digits(3);
        StringBuilder file = new StringBuilder("手机号\n");
        for (int i = 0; i < LEADS; i++) {
            file.append(prefix).append("%06d".formatted(i)).append('\n');
        }
        file.append(prefix).append("000000\n");
        JsonNode started = fixtures.console
                .upload(
                        "/api/admin/imports?target=leads&about=" + batch,
                        "long.csv",
                        file.toString().getBytes(StandardCharsets.UTF_8))
                .expect(202)
                .json();
        awaitState(fixtures, started.path("jobId").asLong(), "DONE");
        String path = "/api/admin/imports/" + started.path("importId").asLong();
        long job = fixtures.console
                .post(path + "/apply", Map.of())
                .expect(202)
                .json()
                .path("jobId")
                .asLong();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> leads(batch) > 0);
        fixtures.console.post("/api/admin/jobs/" + job + "/cancel", Map.of());
        awaitEnd(fixtures, job);
        if (!state(fixtures, job).equals("DONE")) {
            assertThat(leads(batch)).isLessThan(LEADS);
            fixtures.console
                    .post("/api/admin/jobs/" + job + "/resume", Map.of())
                    .expect(200);
        }
        awaitState(fixtures, job, "DONE");
        assertThat(leads(batch)).isEqualTo(LEADS);
        assertThat(fixtures.console.get(path).json().path("refused").asInt()).isEqualTo(1);
        assertThat(jdbc.sql("select rows_seen from relation_lead_batch where id = :batch")
                        .param("batch", batch)
                        .query(Long.class)
                        .single())
                .isEqualTo(ROWS);

        jdbc.sql("update relation_lead_rule set most_per_guide = 100000").update();
        Guide li = fixtures.guide(null);
        Guide wang = fixtures.guide(null);
        long deal = fixtures.console
                .post(
                        "/api/admin/lead-batches/" + batch + "/deals",
                        Map.of(
                                "takers",
                                List.of(
                                        Map.of("staffId", li.id().value(), "weight", 2),
                                        Map.of("staffId", wang.id().value(), "weight", 1)),
                                "byStore",
                                false))
                .expect(202)
                .json()
                .path("jobId")
                .asLong();
        awaitState(fixtures, deal, "DONE");
        jdbc.sql("update relation_lead_rule set most_per_guide = 200").update();
        assertThat(held(li)).isEqualTo(LEADS * 2L / 3);
        assertThat(held(wang)).isEqualTo(LEADS / 3L);
    }

    private static String state(LeadFixtures fixtures, long job) {
        return fixtures.console
                .get("/api/admin/jobs/" + job)
                .json()
                .path("state")
                .asString();
    }

    private static void awaitState(LeadFixtures fixtures, long job, String state) {
        await().atMost(PATIENCE).until(() -> state(fixtures, job).equals(state));
    }

    private static void awaitEnd(LeadFixtures fixtures, long job) {
        await().atMost(PATIENCE).until(() -> !List.of("QUEUED", "RUNNING").contains(state(fixtures, job)));
    }

    private long leads(long batch) {
        return jdbc.sql("select count(*) from relation_lead where batch_id = :batch")
                .param("batch", batch)
                .query(Long.class)
                .single();
    }

    private long held(Guide guide) {
        return jdbc.sql("select count(*) from relation_lead where staff_id = :staff and state = 'ASSIGNED'")
                .param("staff", guide.id().value())
                .query(Long.class)
                .single();
    }
}
