package io.siyu.gateway.wecom.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.foundation.crypto.Vault;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.gateway.wecom.quota.TestGovernors;
import io.siyu.shared.RandomCode;
import io.siyu.testing.DatabaseTest;
import io.siyu.testing.MovableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@DatabaseTest
@Import({Vault.class, SharedTokens.class})
class WeComCallsTests {

    @Autowired
    SharedTokens tokens;

    @Autowired
    JsonMapper json;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    FakePlatform platform;
    String corpId = "corp-" + RandomCode.letters(8);

    WeComCallsTests() throws IOException {
        platform = new FakePlatform();
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void twenty_threads_of_two_nodes_fetch_one_token() throws Exception {
        List<WeComCalls> nodes = List.of(node(), node());
        inTwentyThreads(number -> nodes.get(number % 2).get("/cgi-bin/thing", Map.of()));
        assertThat(platform.tokensGiven).hasValue(1);
        assertThat(platform.calls).hasValue(20);
    }

    @Test
    void a_token_that_the_platform_killed_is_fetched_once_more_for_everybody() throws Exception {
        List<WeComCalls> nodes = List.of(node(), node());
        nodes.forEach(node -> node.get("/cgi-bin/thing", Map.of()));
        platform.revokesTheToken();
        inTwentyThreads(number -> nodes.get(number % 2).get("/cgi-bin/thing", Map.of()));
        assertThat(platform.tokensGiven).hasValue(2);
    }

    @Test
    void a_new_token_that_is_refused_as_well_fails_nobody() {
        platform.givesStillbornTokens(2);
        node().get("/cgi-bin/thing", Map.of());
        assertThat(platform.tokensGiven).hasValue(3);

        platform.givesStillbornTokens(1000);
        platform.revokesTheToken();
        assertRefused(node(), WeComException.Kind.BUSY, 40014);
        assertThat(platform.tokensGiven).as("bounded").hasValueLessThan(12);
    }

    /** It was fetched a moment before the platform ended it, and written down a moment after the first node had noticed. */
    @Test
    void a_refused_token_is_not_believed_under_a_newer_version_either() {
        WeComCalls node = node();
        node.get("/cgi-bin/thing", Map.of());
        tokens.store(
                corpId + ":1000002", "access", platform.token(), clock.instant().plusSeconds(7000));
        platform.revokesTheToken();
        node.get("/cgi-bin/thing", Map.of());
        assertThat(platform.calls).as("accepted, refused, accepted").hasValue(3);
        assertThat(platform.tokensGiven).hasValue(2);
    }

    @Test
    void a_stored_token_that_cannot_be_opened_is_fetched_anew() {
        node().get("/cgi-bin/thing", Map.of());
        jdbc.sql("update wecom_token set value = substring(value for 10) where owner = :owner")
                .param("owner", corpId + ":1000002")
                .update();
        node().get("/cgi-bin/thing", Map.of());
        assertThat(platform.tokensGiven).hasValue(2);
    }

    @Test
    void too_many_at_once_is_asked_again_a_moment_later() {
        WeComCalls node = node();
        String tooMany = "{\"errcode\":45033,\"errmsg\":\"api concurrent out of limit\"}";
        platform.answersFirst(tooMany, tooMany);
        node.post("/cgi-bin/thing", Map.of("a", 1));
        assertThat(platform.calls).hasValue(3);
        platform.answersFirst(tooMany, tooMany, tooMany);
        assertRefused(node, WeComException.Kind.LIMITED, 45033);
        assertThat(platform.calls).hasValue(6);
    }

    @Test
    void an_api_that_was_called_too_often_is_left_alone_until_its_window_is_over() {
        WeComCalls node = node();
        platform.answers(200, "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}");
        assertRefused(node, WeComException.Kind.LIMITED, 45009);
        assertRefused(node, WeComException.Kind.LIMITED, 45009);
        assertThat(platform.calls).hasValue(1);
        clock.advance(Duration.ofSeconds(60));
        assertRefused(node, WeComException.Kind.LIMITED, 45009);
        assertThat(platform.calls).as("asked once after the minute").hasValue(2);

        platform.answers(200, "{\"errcode\":0}");
        node.get("/cgi-bin/other", Map.of());
        clock.advance(Duration.ofSeconds(599));
        assertRefused(node, WeComException.Kind.LIMITED, 45009);
        clock.advance(Duration.ofSeconds(1));
        node.post("/cgi-bin/thing", Map.of("a", 1));
        node.post("/cgi-bin/thing", Map.of("a", 1));
    }

    @Test
    void what_one_node_was_told_about_too_often_the_other_hears_of() {
        WeComCalls first = node();
        WeComCalls second = node();
        platform.answers(200, "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}");
        assertRefused(first, WeComException.Kind.LIMITED, 45009);
        second.governor().refresh();
        assertRefused(second, WeComException.Kind.LIMITED, 45009);
        assertThat(platform.calls).hasValue(1);
    }

    @Test
    void a_token_is_fetched_anew_before_it_runs_out() {
        WeComCalls node = node();
        node.get("/cgi-bin/thing", Map.of());
        clock.advance(Duration.ofSeconds(6999));
        node.get("/cgi-bin/thing", Map.of());
        assertThat(platform.tokensGiven).hasValue(1);
        clock.advance(Duration.ofSeconds(2));
        node.get("/cgi-bin/thing", Map.of());
        assertThat(platform.tokensGiven).hasValue(2);
    }

    @Test
    void a_ticket_is_fetched_once_for_all_nodes() throws Exception {
        List<WeComCalls> nodes = List.of(node(), node());
        List<String> tickets = new CopyOnWriteArrayList<>();
        inTwentyThreads(number -> tickets.add(nodes.get(number % 2).jsapiTicket()));
        assertThat(tickets).hasSize(20).containsOnly("T1");
    }

    @Test
    void tokens_are_not_readable_in_the_database() {
        node().get("/cgi-bin/thing", Map.of());
        byte[] stored = jdbc.sql("select value from wecom_token where owner = :owner")
                .param("owner", corpId + ":1000002")
                .query(byte[].class)
                .single();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("token-");
    }

    @Test
    void a_wrong_secret_is_not_tried_again_and_again() {
        platform.refusesTheSecret();
        WeComCalls node = node();
        for (int i = 0; i < 5; i++) {
            assertRefused(node, WeComException.Kind.MISCONFIGURED, 40001);
        }
        assertThat(platform.tokensGiven).hasValue(1);
        clock.advance(Duration.ofSeconds(31));
        assertRefused(node, WeComException.Kind.MISCONFIGURED, 40001);
        assertThat(platform.tokensGiven).hasValue(2);
    }

    @Test
    void a_refusal_says_what_can_be_done_about_it() {
        WeComCalls node = node();
        platform.answers(200, "{\"errcode\":-1,\"errmsg\":\"system busy\"}");
        assertRefused(node, WeComException.Kind.BUSY, -1);
        platform.answers(200, "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}");
        assertRefused(node, WeComException.Kind.LIMITED, 45009);
        clock.advance(Duration.ofMinutes(1));
        platform.answers(200, "{\"errcode\":41054,\"errmsg\":\"not activated\"}");
        assertRefused(node, WeComException.Kind.REFUSED, 41054);
        platform.answers(200, "{\"errcode\":60020,\"errmsg\":\"not allow to access from your ip\"}");
        assertRefused(node, WeComException.Kind.MISCONFIGURED, 60020);
    }

    @Test
    void an_answer_that_was_lost_or_mangled_is_unknown_not_refused() {
        WeComCalls node = node();
        platform.answers(502, "<html><h1>502 Bad Gateway</h1></html>");
        assertRefused(node, WeComException.Kind.UNKNOWN, 0);
        platform.answers(200, "{\"errcode\":0,\"errm");
        assertRefused(node, WeComException.Kind.UNKNOWN, 0);
        platform.answers(200, "[]");
        assertRefused(node, WeComException.Kind.UNKNOWN, 0);
    }

    @Test
    void a_platform_that_cannot_be_reached_did_nothing() {
        platform.close();
        assertRefused(node(), WeComException.Kind.BUSY, 0);
    }

    @Test
    void no_call_is_made_inside_a_transaction() {
        WeComCalls node = node();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> node.get("/cgi-bin/thing", Map.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside a transaction");
        assertThat(platform.calls).hasValue(0);
    }

    @Test
    void without_credentials_every_call_says_so() {
        WeComProperties none = new WeComProperties(platform.url(), null, null, null, null, null);
        assertRefused(node(none), WeComException.Kind.MISCONFIGURED, 0);
    }

    private WeComCalls node() {
        WeComProperties properties = new WeComProperties(platform.url(), corpId, 1000002, "secret", null, null);
        return node(properties);
    }

    private WeComCalls node(WeComProperties properties) {
        return new WeComCalls(
                properties,
                tokens,
                TestGovernors.of(jdbc, clock, properties),
                TestGovernors.tally(jdbc, json, clock),
                json,
                clock);
    }

    private static void assertRefused(WeComCalls node, WeComException.Kind kind, int code) {
        assertThatThrownBy(() -> node.post("/cgi-bin/thing", Map.of("a", 1)))
                .isInstanceOfSatisfying(WeComException.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(kind);
                    assertThat(refusal.code()).isEqualTo(code);
                });
    }

    private static void inTwentyThreads(IntConsumer work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch all = new CountDownLatch(20);
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int number = i;
                done.add(threads.submit(() -> {
                    all.countDown();
                    all.await();
                    work.accept(number);
                    return null;
                }));
            }
            for (Future<?> one : done) {
                one.get(20, TimeUnit.SECONDS);
            }
        }
    }
}
