package io.siyu.gateway.wecom.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.job.Pollers;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** All friends of a brand compared in one go: what was missed among them is found, and nothing else. */
@SiyuTest
class ReconciliationBulkTests {

    /** A large brand's are compared with {@code -Dsiyu.friendships=1000000}. So few are a page a guide, which disturbs nobody after them. */
    private static final int FRIENDSHIPS = Integer.getInteger("siyu.friendships", 180);

    private static final int GUIDES = Math.max(2, FRIENDSHIPS / 1_000);
    private static final int FRIENDS = FRIENDSHIPS / GUIDES;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final String RUNS = "/api/admin/wecom/reconciliations";

    private static final int MANY = 5_001;

    private static final Logger log = LoggerFactory.getLogger(ReconciliationBulkTests.class);

    @Autowired
    ApplicationContext context;

    @Autowired
    StaffSetup setup;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Pollers pollers;

    @Autowired
    Runs runs;

    @Autowired
    Clock clock;

    @Test
    void of_many_friendships_those_that_were_missed_are_found_and_none_else() {
        SandboxPhones phones = new SandboxPhones(context);
        ConsoleClient console = ConsoleClient.administrator(context);
        List<String> guides = new ArrayList<>();
        for (int i = 0; i < GUIDES; i++) {
            String guide = phones.member("大批" + i);
            befriend(guide, setup.createStaff(guide, "大批" + i, null));
            guides.add(guide);
        }
        List<String> strangers = miss(
                guides,
                "delete from relation_follow where wecom_userid = any(:guides) and external_userid like '%-00001' returning external_userid");
        List<String> gone = miss(
                guides,
                "update sandbox_relation set ended_at = created_at, ended_by = 'CUSTOMER' where userid = any(:guides)"
                        + " and external_userid like '%-00002' returning external_userid");
        jdbc.sql("analyze").update();
        log.info("{} friendships of {} guides are there", FRIENDSHIPS, GUIDES);

        long run = start(console);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            pollers.wake(Reconciliation.NAME);
            JsonNode now = console.get(RUNS + "/" + run).expect(200).json().path("run");
            log.debug("{}", now);
            return now.path("state").asString().equals("DONE");
        });
        JsonNode told = console.get(RUNS + "/" + run).expect(200).json().path("run");
        assertThat(List.of(
                        told.path("added").asLong(),
                        told.path("deleted").asLong(),
                        told.path("tags").asLong()))
                .as("counted as they were found")
                .isEqualTo(counted(run));
        assertThat(found(run, "ADDED", guides)).containsExactlyInAnyOrderElementsOf(strangers);
        assertThat(found(run, "DELETED", guides)).containsExactlyInAnyOrderElementsOf(gone);
        assertThat(found(run, "TAGS", guides)).isEmpty();
        assertThat(jdbc.sql("""
                select count(*) from wecom_reconciliation_guide
                where reconciliation_id = :run and user_id = any(:guides) and state = 'DONE' and friends = :friends""")
                        .param("run", run)
                        .param("guides", guides.toArray(String[]::new))
                        .param("friends", FRIENDS - 1)
                        .query(Long.class)
                        .single())
                .as("every guide to the last page")
                .isEqualTo(GUIDES);
    }

    @Test
    void what_was_found_two_months_ago_is_forgotten_with_its_run_and_what_was_found_since_is_not() {
        long old = run(61);
        long fresh = run(59);
        runs.forget();
        assertThat(findings(old)).isZero();
        assertThat(findings(fresh)).isEqualTo(MANY);
        ConsoleClient console = ConsoleClient.administrator(context);
        console.get(RUNS + "/" + old).expect(404);
        console.get(RUNS + "/" + fresh).expect(200);
    }

    /** One of that many days ago, that found more than is forgotten at once. */
    private long run(int daysAgo) {
        OffsetDateTime then = clock.instant().minus(Duration.ofDays(daysAgo)).atOffset(ZoneOffset.UTC);
        return jdbc.sql("""
                with run as (
                    insert into wecom_reconciliation (reason, started_by, state, started_at, finished_at, due_at)
                    values ('NIGHTLY', 'system', 'DONE', :then, :then, :then) returning id),
                found as (
                    insert into wecom_reconciliation_finding (reconciliation_id, kind, user_id, external_user_id, inbox_id, found_at)
                    select id, 'ADDED', 'u', 'wm' || n, 0, :then from run, generate_series(1, :many) n)
                select id from run""")
                .param("then", then)
                .param("many", MANY)
                .query(Long.class)
                .single();
    }

    private long findings(long run) {
        return jdbc.sql("select count(*) from wecom_reconciliation_finding where reconciliation_id = :run")
                .param("run", run)
                .query(Long.class)
                .single();
    }

    /** Friends on both sides, without any callback. */
    private void befriend(String guide, StaffId staff) {
        jdbc.sql("""
                with person as (
                    insert into sandbox_customer (name, colour, external_userid, unionid, openid, created_at)
                    select '友' || n, '#888888', key, 'u' || key, 'o' || key, :at
                    from (select n, :prefix || '-' || to_char(n, 'FM00000') as key from generate_series(1, :friends) n) keys
                    returning external_userid as key),
                friends as (
                    insert into sandbox_relation (userid, external_userid, created_at, add_way, oper_userid)
                    select :user, key, :at, 1, :user from person),
                known as (
                    insert into customer_customer (bucket, name, gender, created_at)
                    select 0, key, 'UNKNOWN', :at from person returning id, name as key),
                identities as (
                    insert into customer_identity (customer_id, type, app_id, key, seen_at)
                    select id, 'EXTERNAL_USERID', '', key, :at from known)
                insert into relation_follow (customer_id, staff_id, external_userid, wecom_userid, state, first_added_at, first_add_way,
                    added_at, latest_add_way, reopened, remark)
                select id, :staff, key, :user, 'FOLLOWING', :at, 1, :at, 1, 0, '' from known""")
                .param("prefix", "wm" + RandomCode.letters(24))
                .param("friends", FRIENDS)
                .param("user", guide)
                .param("staff", staff.value())
                .param("at", Instant.parse("2025-03-05T06:00:00Z").atOffset(ZoneOffset.UTC))
                .update();
    }

    private List<Long> counted(long run) {
        return jdbc.sql("""
                select array[count(*) filter (where kind = 'ADDED'), count(*) filter (where kind = 'DELETED'),
                    count(*) filter (where kind = 'TAGS')] from wecom_reconciliation_finding where reconciliation_id = :run""")
                .param("run", run)
                .query((row, number) -> List.of((Long[]) row.getArray(1).getArray()))
                .single();
    }

    private List<String> miss(List<String> guides, String sql) {
        return jdbc.sql(sql)
                .param("guides", guides.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** One of another test in this context may be running. */
    private static long start(ConsoleClient console) {
        return await().atMost(PATIENCE)
                .until(() -> console.post(RUNS, Map.of()), answer -> answer.status() == 201)
                .json()
                .path("id")
                .asLong();
    }

    private List<String> found(long run, String kind, List<String> guides) {
        return jdbc.sql("""
                select external_user_id from wecom_reconciliation_finding
                where reconciliation_id = :run and kind = :kind and user_id = any(:guides)""")
                .param("run", run)
                .param("kind", kind)
                .param("guides", guides.toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
