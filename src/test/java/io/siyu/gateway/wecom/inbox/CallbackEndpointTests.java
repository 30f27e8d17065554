package io.siyu.gateway.wecom.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.siyu.foundation.database.Lane;
import io.siyu.shared.RandomCode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@InboxTest
class CallbackEndpointTests {

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    String customer = "wm" + RandomCode.letters(20);

    @Test
    void a_callback_that_comes_twenty_times_at_once_is_one_row_with_one_effect() throws Exception {
        String message = message(Map.of("ExternalUserID", customer, "UserID", "zhang"));
        Envelope envelope = Envelope.of(environment);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(threads.submit(() -> envelope.post(port, "main", message)));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        await().untilAsserted(() -> assertThat(states()).containsExactly("done"));
        assertThat(effects()).containsExactly("test.first", "test.second");
    }

    @Test
    void a_callback_is_taken_while_jobs_and_requests_hold_every_connection_they_may_have() throws Exception {
        String message = message(Map.of("ExternalUserID", customer, "UserID", "zhang"));
        List<Connection> held = new ArrayList<>();
        try {
            for (int i = 0; i < environment.getRequiredProperty("siyu.pools.jobs", Integer.class); i++) {
                held.add(Lane.JOBS.call(dataSource::getConnection));
            }
            for (int i = 0; i < dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize(); i++) {
                held.add(dataSource.getConnection());
            }
            assertThat(Envelope.of(environment).post(port, "main", message)).isEqualTo(200);
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
        assertThat(states()).hasSize(1);
    }

    @Test
    void the_platforms_question_is_answered_with_the_bare_text() throws Exception {
        Envelope envelope = Envelope.of(environment);
        String echo = envelope.seal("1616140317555161061");
        URI uri = URI.create("http://127.0.0.1:%d/callbacks/wecom/main?msg_signature=%s&timestamp=1&nonce=2&echostr=%s"
                .formatted(port, envelope.sign("1", "2", echo), URLEncoder.encode(echo, StandardCharsets.UTF_8)));
        var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("1616140317555161061");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    }

    @Test
    void what_is_forged_or_for_somebody_else_is_refused_and_not_kept() {
        Envelope envelope = Envelope.of(environment);
        String message = message(Map.of("ExternalUserID", customer));
        String foreign = message.replace(environment.getRequiredProperty("siyu.wecom.corp-id"), "ww0123456789abcdef");
        assertThat(envelope.withToken("guessed").post(port, "main", message)).isEqualTo(403);
        assertThat(envelope.withReceiver("ww0123456789abcdef").post(port, "main", message))
                .isEqualTo(403);
        assertThat(envelope.post(port, "main", foreign)).isEqualTo(403);
        assertThat(envelope.post(port, "another", message)).isEqualTo(404);
        assertThat(states()).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_refused_never_an_error_of_ours() {
        Envelope envelope = Envelope.of(environment);
        assertThat(envelope.post(port, "main", "no XML at all")).isEqualTo(400);
        assertThat(envelope.post(port, "main", "<xml><ToUserName>cut off")).isEqualTo(400);
        assertThat(envelope.postRaw(port, "main", "bm8gYmxvY2s=", "<xml><Encrypt>%s</Encrypt></xml>"))
                .isEqualTo(400);
        assertThat(envelope.postRaw(port, "main", "no base64!", "<xml><Encrypt>%s</Encrypt></xml>"))
                .isEqualTo(400);
        assertThat(envelope.postRaw(port, "main", "", "<xml></xml>")).isEqualTo(400);
        assertThat(envelope.postRaw(port, "main", "x".repeat(70_000), "<xml><Encrypt>%s</Encrypt></xml>"))
                .isEqualTo(413);
    }

    @Test
    void a_document_type_is_refused_outside_and_inside() {
        Envelope envelope = Envelope.of(environment);
        String bomb = "<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
        String message = message(Map.of("ExternalUserID", customer));
        assertThat(envelope.post(port, "main", bomb + message)).isEqualTo(400);
        assertThat(envelope.postRaw(port, "main", envelope.seal(message), bomb + "<xml><Encrypt>%s</Encrypt></xml>"))
                .isEqualTo(400);
        assertThat(states()).isEmpty();
    }

    @Test
    void what_nobody_knows_is_kept_and_set_aside() {
        String message = Envelope.message(environment, "never_heard_of", Map.of("ExternalUserID", customer));
        assertThat(Envelope.of(environment).post(port, "main", message)).isEqualTo(200);
        await().untilAsserted(() -> assertThat(states()).containsExactly("ignored"));
    }

    @Test
    void a_finished_row_keeps_nothing_that_describes_a_person() {
        String message = message(Map.of(
                "ExternalUserID", customer, "UserID", "zhang", "Name", "李四", "Mobile", "13800000000", "State", "s1"));
        assertThat(Envelope.of(environment).post(port, "main", message)).isEqualTo(200);
        await().untilAsserted(() -> assertThat(states()).containsExactly("done"));
        String kept = jdbc.sql("select fields::text from wecom_inbox where relation like :customer")
                .param("customer", customer + "%")
                .query(String.class)
                .single();
        assertThat(kept).contains("zhang", "s1", customer).doesNotContain("李四", "13800000000");
    }

    private String message(Map<String, String> elements) {
        return Envelope.message(environment, Script.EVENT, elements);
    }

    private List<String> states() {
        return jdbc.sql("select state from wecom_inbox where relation like :customer")
                .param("customer", customer + "%")
                .query(String.class)
                .list();
    }

    private List<String> effects() {
        return jdbc.sql("""
                select action from audit_entry join wecom_inbox on object_id = wecom_inbox.id::text
                where kind = 'test' and relation like :customer order by audit_entry.id""")
                .param("customer", customer + "%")
                .query(String.class)
                .list();
    }
}
