package io.siyu.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.integrity.Integrity;
import io.siyu.foundation.job.Jobs;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.tag.Provenance;
import io.siyu.people.tag.Tags;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** One pair of nodes for all; in the last test one of them leaves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesTests {

    /** Longer than news whose listener failed once waits to be told again. */
    private static final Duration SOON = Duration.ofMinutes(3);

    private TwoNodes nodes;
    private JdbcClient jdbc;
    private Crowds crowds;

    @BeforeAll
    void start_both_at_once_on_an_empty_database() throws Exception {
        nodes = new TwoNodes();
        jdbc = nodes.jdbc();
        crowds = new Crowds(nodes);
    }

    @AfterAll
    void stop() {
        nodes.close();
    }

    @Test
    @Order(1)
    void both_started_on_an_empty_database_and_it_was_set_up_once() {
        assertThat(count("select * from staff_user where username = 'admin'")).isOne();
        assertThat(count("select * from flyway_schema_history where not success"))
                .isZero();
        assertThat(
                        count(
                                "select version from flyway_schema_history where version is not null group by version having count(*) > 1"))
                .isZero();
        assertThat(count("select * from stream_epoch")).isOne();
        assertThat(count("select * from segment_day")).isOne();
    }

    @Test
    @Order(2)
    void who_signs_in_on_one_node_is_signed_in_on_the_other_until_they_sign_out() {
        ConsoleClient here = ConsoleClient.administrator(nodes.one());
        ConsoleClient there = ConsoleClient.anonymous(nodes.other());
        String session = Objects.requireNonNull(here.cookie("siyu_session"));
        there.setCookie("siyu_session", session);
        there.get("/api/admin/board").expect(200);

        here.delete("/api/admin/session").expect(204);

        there.get("/api/admin/board").expect(401);
    }

    @Test
    @Order(3)
    void many_calls_at_once_on_both_nodes_fetch_one_token_when_the_platform_ends_theirs() throws Exception {
        NodeTokens tokens = new NodeTokens(nodes);
        tokens.warm();
        NodeTokens.Count before = tokens.count();
        tokens.revoke();

        Race.Finish<Integer> calls = tokens.callAtOnce(() -> {});

        assertThat(calls.failures()).isEmpty();
        assertThat(tokens.count().minus(before)).isEqualTo(new NodeTokens.Count(1, 1));
    }

    @Test
    @Order(3)
    void a_token_that_runs_out_in_the_middle_of_many_calls_is_refreshed_once_for_all() throws Exception {
        NodeTokens tokens = new NodeTokens(nodes);
        tokens.warm();
        NodeTokens.Count before = tokens.count();

        Race.Finish<Integer> calls = tokens.callAtOnce(() -> crowds.forward(Duration.ofSeconds(7300)));

        assertThat(calls.failures()).isEmpty();
        assertThat(tokens.count().minus(before)).isEqualTo(new NodeTokens.Count(1, 1));
    }

    @Test
    @Order(4)
    void callbacks_that_come_again_and_again_to_both_nodes_have_one_effect_each() {
        crowds.befriend(12);
        crowds.tellEverythingAgain(3);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(count("select * from sandbox_delivery where state = 'WAITING'"))
                    .isZero();
            assertThat(count("select * from wecom_inbox where state = 'waiting' or welcome_state = 'due'"))
                    .isZero();
            assertThat(count("select * from relation_follow where state = 'FOLLOWING'"))
                    .isEqualTo(12);
        });
        assertThat(count("select * from wecom_inbox where change_type = 'add_external_contact'"))
                .isEqualTo(12);
        assertThat(count("select * from relation_transition")).isEqualTo(12);
        assertThat(count("select * from channel_acquisition")).isEqualTo(12);
        assertThat(count("select * from sandbox_message where sender = 'WELCOME'"))
                .isEqualTo(12);
        assertThat(count("select * from outreach_touch where kind = 'WELCOME' and state = 'SENT'"))
                .isEqualTo(12);
    }

    @Test
    @Order(5)
    void timers_that_go_off_on_both_nodes_do_each_step_once() {
        crowds.befriend(4);
        long friends = crowds.befriended();
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(count("select * from sop_timer")).isEqualTo(friends));

        crowds.forward(Duration.ofMinutes(90));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                count("select * from outreach_touch where kind = 'GUIDE_TASK' and state = 'SENT'"))
                        .isEqualTo(friends));
        assertThat(count("select * from outreach_touch where kind = 'GUIDE_TASK'"))
                .isEqualTo(friends);
        assertThat(count("select * from sandbox_message where sender = 'APP'")).isEqualTo(friends);
        assertThat(count("select * from sop_effect where state = 'DONE'")).isEqualTo(2 * friends);
        assertThat(count("select * from coupon_coupon where source = 'sop'")).isEqualTo(friends);
    }

    @Test
    @Order(6)
    void followers_of_a_stream_on_both_nodes_see_every_row_once() throws Exception {
        long tag = crowds.tag();
        Race.Finish<CustomerId> tagged = Race.of(20, number -> () -> tagSomebody(node(number), tag));
        assertThat(tagged.failures()).isEmpty();

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(count("select * from notes.seen")).isEqualTo(count("select * from tag_op")));
    }

    @Test
    @Order(7)
    void the_nightly_checks_are_run_by_one_node_and_find_nothing() {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(nodes.one().getBean(Integrity.class).findings())
                                .isEmpty());
        ConsoleClient console = ConsoleClient.administrator(nodes.one());
        console.post("/api/admin/integrity/runs", java.util.Map.of()).expect(202);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(console.get("/api/admin/integrity")
                                .json()
                                .path("running")
                                .asBoolean())
                        .isFalse());
    }

    @Test
    @Order(8)
    void a_node_that_leaves_in_the_middle_leaves_its_work_to_the_other() {
        crowds.befriend(6);
        long friends = crowds.befriended();
        long to = 3000;
        transaction()
                .executeWithoutResult(status ->
                        nodes.one().getBean(Jobs.class).start(NotedJob.KIND, new NotedJob.Range(1, to), "count"));
        String leaving = nodes.one().getBean(NotedJob.class).node();
        await().atMost(SOON).until(() -> count("select * from notes.batch where node = '" + leaving + "'") > 5);

        nodes.one().close();

        JdbcClient left = nodes.other().getBean(JdbcClient.class);
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(count(left, "select * from notes.batch")).isEqualTo(to);
            assertThat(count(left, "select * from relation_follow where state = 'FOLLOWING'"))
                    .isEqualTo(friends);
        });
        assertThat(left.sql("select count(distinct node) from notes.batch")
                        .query(Long.class)
                        .single())
                .as("nodes that counted")
                .isEqualTo(2);
        assertThat(count(left, "select * from channel_acquisition")).isEqualTo(friends);
    }

    private CustomerId tagSomebody(ApplicationContext node, long tag) {
        Tags tags = node.getBean(Tags.class);
        return Objects.requireNonNull(node.getBean(TransactionTemplate.class).execute(status -> {
            CustomerId customer = node.getBean(CustomerDirectory.class)
                    .findOrCreate(
                            List.of(Identity.unionId("un" + RandomCode.letters(20))), Profile.UNKNOWN, Instant.now());
            tags.apply(customer, Set.of(tag), new Provenance(Provenance.Kind.OPERATOR, "test"));
            return customer;
        }));
    }

    private TransactionTemplate transaction() {
        return nodes.one().getBean(TransactionTemplate.class);
    }

    private ConfigurableApplicationContext node(int number) {
        return nodes.both().get(number % 2);
    }

    private long count(String sql) {
        return count(jdbc, sql);
    }

    private static long count(JdbcClient jdbc, String sql) {
        return jdbc.sql("select count(*) from (" + sql + ") counted")
                .query(Long.class)
                .single();
    }
}
