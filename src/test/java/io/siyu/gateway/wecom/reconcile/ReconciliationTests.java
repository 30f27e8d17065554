package io.siyu.gateway.wecom.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.siyu.foundation.job.Pollers;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.relation.FollowState;
import io.siyu.people.relation.Relations;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What no callback told is found by comparing, and repaired by the callback that was lost. */
@SiyuTest
class ReconciliationTests {

    private static final String RUNS = "/api/admin/wecom/reconciliations";
    private static final String PAGES = "POST /cgi-bin/externalcontact/batch/get_by_user";
    private static final String LONG_AGO = "2021-03-05T06:00:00Z";
    private static final Duration SOON = Duration.ofSeconds(40);

    @Autowired
    ApplicationContext context;

    @Autowired
    Relations relations;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    StaffSetup setup;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Pollers pollers;

    ConsoleClient console;
    SandboxPhones phones;
    String guide = "";
    StaffId staff = new StaffId(1);

    @BeforeEach
    void hire() {
        console = ConsoleClient.administrator(context);
        phones = new SandboxPhones(context);
        guide = phones.member("核对");
        staff = setup.createStaff(guide, "核对", null);
    }

    @Test
    void each_night_everybody_is_compared_without_being_asked() {
        assertThat(jdbc.sql("""
                select extract(hour from execution_time at time zone 'Asia/Shanghai')::int from job_scheduled_task
                where task_name = 'wecom.reconcile'""").query(Integer.class).single()).isBetween(0, 5);
        befriend(1);
        context.getBean("nightlyReconciliation", RecurringTask.class)
                .execute(new TaskInstance<Void>("wecom.reconcile", RecurringTask.INSTANCE), null);
        soon(() -> {
            JsonNode last = console.get(RUNS).expect(200).json().path("items").path(0);
            assertThat(last.path("reason").asString()).isEqualTo("NIGHTLY");
            assertThat(last.path("finishedAt").isMissingNode()).isFalse();
        });
    }

    @Test
    void a_friend_an_end_and_a_tag_that_nobody_told_of_are_found_and_repaired_once() {
        List<String> friends = befriend(4);
        compare();
        friends.forEach(friend -> soon(() -> assertThat(follows(friend)).isTrue()));
        String stranger = befriend(1).getFirst();
        String group = "核对" + RandomCode.letters(6);
        String tag = phones.post("admin/tags", Map.of("groupName", group, "name", "常客"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        soon(() -> assertThat(console.get("/api/admin/tag-groups").expect(200).text())
                .contains(group));
        settleTags();

        friends.subList(0, 2).forEach(this::loseNewsOf);
        phones.delete("phones/" + phoneOf(friends.get(0)) + "/friends/" + guide).expect(204);
        phones.patch("guides/" + guide + "/customers/" + friends.get(1), Map.of("tagIds", List.of(tag)))
                .expect(200);
        long run = compare();

        assertThat(run(run).path("deleted").asLong()).isPositive();
        assertThat(findings(run))
                .extracting(finding -> finding.path("kind").asString() + " "
                        + finding.path("externalUserId").asString())
                .containsExactlyInAnyOrder("ADDED " + stranger, "DELETED " + friends.get(0), "TAGS " + friends.get(1));
        soon(() -> assertThat(findings(run))
                .extracting(finding -> finding.path("outcome").asString())
                .containsOnly("repaired"));
        assertThat(findings(run)).allSatisfy(finding -> {
            assertThat(finding.path("guide").asString()).isEqualTo("核对");
            assertThat(finding.path("customer").asLong())
                    .isEqualTo(
                            customer(finding.path("externalUserId").asString()).value());
        });
        assertThat(relations.find(customer(stranger), staff).orElseThrow().addedAt())
                .isEqualTo(LONG_AGO);
        assertThat(phones.chat(phoneOf(stranger), guide))
                .as("no welcome after years")
                .isEmpty();
        assertThat(relations.find(customer(friends.get(0)), staff).orElseThrow().state())
                .isEqualTo(FollowState.DELETED_BY_CUSTOMER);
        soon(() -> assertThat(console.get("/api/admin/customers/" + customer(friends.get(1)) + "/tags")
                        .expect(200)
                        .text())
                .contains("常客"));
        settleTags();
        assertThat(findings(compare())).as("nothing is left to find").isEmpty();
    }

    @Test
    void a_stop_goes_on_at_the_page_where_it_was_and_finds_everybody_once() {
        List<String> friends = befriend(130);
        long fault = phones.post(
                        "admin/faults",
                        Map.of("path", PAGES, "about", "\"cursor\"", "kind", "REFUSE", "code", "-1", "times", 10_000))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        long run = start();
        soon(() -> assertThat(count(
                        "select count(page) from wecom_reconciliation_guide where reconciliation_id = ? and user_id = ?",
                        run))
                .isEqualTo(1));
        soon(() -> assertThat(run(run).path("problem").asString()).isEqualTo("BUSY -1"));
        console.post(RUNS + "/" + run + "/stop", Map.of()).expect(200);
        console.post(RUNS + "/" + run + "/stop", Map.of()).expect(409);
        phones.delete("admin/faults/" + fault).expect(204);
        assertThat(count(
                        "select friends from wecom_reconciliation_guide where reconciliation_id = ? and user_id = ?",
                        run))
                .isEqualTo(100);

        console.post(RUNS + "/" + run + "/resume", Map.of()).expect(200);
        finished(run);
        assertThat(count(
                        "select friends from wecom_reconciliation_guide where reconciliation_id = ? and user_id = ?",
                        run))
                .isEqualTo(130);
        assertThat(count(
                        "select count(*) from wecom_reconciliation_finding where reconciliation_id = ? and user_id = ?",
                        run))
                .isEqualTo(130);
        soon(() -> assertThat(friends).allMatch(this::follows));
        assertThat(count(
                        "select count(*) from wecom_reconciliation_seen where reconciliation_id = ? and user_id = ?",
                        run))
                .as("nothing is left lying about")
                .isZero();
    }

    @Test
    void two_comparisons_do_not_run_at_once_and_only_who_sets_the_platform_up_may_begin_one() {
        long fault = phones.post(
                        "admin/faults",
                        Map.of("path", PAGES, "about", guide, "kind", "REFUSE", "code", "-1", "times", 10_000))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        long run = start();
        console.post(RUNS, Map.of()).expect(409);
        phones.delete("admin/faults/" + fault).expect(204);
        finished(run);
        console.post(RUNS + "/" + run + "/resume", Map.of()).expect(409);
    }

    private List<String> befriend(int number) {
        List<Map<String, Object>> friends = IntStream.range(0, number)
                .mapToObj(n -> Map.<String, Object>of("name", "友" + n, "userid", guide, "addedAt", LONG_AGO))
                .toList();
        return phones.post("admin/seed", Map.of("friends", friends, "callbacks", false))
                .expect(200)
                .json()
                .path("friends")
                .valueStream()
                .map(friend -> friend.path("externalUserid").asString())
                .toList();
    }

    private void loseNewsOf(String external) {
        phones.post("admin/faults", Map.of("path", "callback:work", "about", external, "kind", "LOSE", "times", 1))
                .expect(201);
    }

    /** One of another test in this context may be running. */
    private long start() {
        JsonNode[] started = new JsonNode[1];
        await().atMost(SOON).until(() -> {
            var answer = console.post(RUNS, Map.of());
            started[0] = answer.json();
            return answer.status() == 201;
        });
        return started[0].path("id").asLong();
    }

    private long compare() {
        long run = start();
        finished(run);
        return run;
    }

    private void finished(long run) {
        soon(() -> assertThat(run(run).path("state").asString()).isEqualTo("DONE"));
    }

    private JsonNode run(long run) {
        return console.get(RUNS + "/" + run).expect(200).json().path("run");
    }

    /** Of this test's guide; the brand has others. */
    private List<JsonNode> findings(long run) {
        return console.get(RUNS + "/" + run + "/findings?size=200")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(finding -> finding.path("userId").asString().equals(guide))
                .toList();
    }

    /** Nobody is on the way to look. */
    private void settleTags() {
        soon(() -> assertThat(
                        jdbc.sql("select count(*) from tag_push where staff_id = ? and (pushed < wanted or unsure)")
                                .param(staff.value())
                                .query(Long.class)
                                .single())
                .isZero());
    }

    private boolean follows(String external) {
        return customers
                .find(Identity.externalUserId(external))
                .filter(customer -> relations.follows(staff, customer))
                .isPresent();
    }

    private CustomerId customer(String external) {
        return customers.find(Identity.externalUserId(external)).orElseThrow();
    }

    private long phoneOf(String external) {
        return jdbc.sql("select id from sandbox_customer where external_userid = ?")
                .param(external)
                .query(Long.class)
                .single();
    }

    private long count(String sql, long run) {
        return jdbc.sql(sql).param(run).param(guide).query(Long.class).single();
    }

    private void soon(ThrowingRunnable holds) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            List.of("wecom.reconciliation", "wecom.inbox", "tag.push", "tag.library")
                    .forEach(pollers::wake);
            holds.run();
        });
    }
}
