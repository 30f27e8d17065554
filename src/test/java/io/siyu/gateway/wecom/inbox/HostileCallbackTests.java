package io.siyu.gateway.wecom.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import io.siyu.shared.RandomCode;
import io.siyu.testing.HeardLog;
import io.siyu.testing.MovableClock;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever anybody posts where WeChat Work posts: the right status, no row, no word of it in the log, and the next genuine one is taken. */
@InboxTest
class HostileCallbackTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String OTHER_CORPORATION = "ww0123456789abcdef";
    private static final String BILLION_LAUGHS = """
            <!DOCTYPE xml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
            <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]>""";
    private static final String OUTSIDE = "<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";

    /** A text that is nowhere else. */
    private final String marker = "wm" + RandomCode.letters(20);

    private final HeardLog log = new HeardLog();

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    @AfterEach
    void stopListening() {
        log.close();
    }

    /** One request. The signature is right for the token unless it says otherwise. */
    private record Post(String signature, String timestamp, String nonce, String body) {}

    private interface Attack extends Function<HostileCallbackTests, Post> {}

    static Stream<Arguments> attacks() {
        return Stream.of(
                attack(
                        "a signature by a guessed token",
                        403,
                        test -> test.sealed(test.envelope().withToken("guessed"), test.message())),
                attack(
                        "a signature that is empty",
                        403,
                        test -> test.with(p -> new Post("", p.timestamp, p.nonce, p.body))),
                attack(
                        "a replay with another timestamp",
                        403,
                        test -> test.with(p -> new Post(p.signature, "1409659814", p.nonce, p.body))),
                attack(
                        "a replay with another nonce",
                        403,
                        test -> test.with(p -> new Post(p.signature, p.timestamp, "42", p.body))),
                attack(
                        "sealed for another corporation",
                        403,
                        test -> test.sealed(test.envelope().withReceiver(OTHER_CORPORATION), test.message())),
                attack(
                        "about another corporation",
                        403,
                        test -> test.sealed(test.envelope(), test.message().replace(test.corpId(), OTHER_CORPORATION))),
                attack(
                        "in an envelope of another agent",
                        403,
                        test -> test.with(p -> new Post(
                                p.signature,
                                p.timestamp,
                                p.nonce,
                                p.body.replace("<xml>", "<xml><AgentID>1999999</AgentID>")))),
                attack(
                        "for another agent",
                        403,
                        test -> test.sealed(
                                test.envelope(),
                                test.message().replace("<MsgType>", "<AgentID>1999999</AgentID><MsgType>"))),
                attack(
                        "of long ago",
                        403,
                        test -> test.sealed(
                                test.envelope(),
                                test.created(Long.toString(test.clock
                                        .instant()
                                        .minus(Duration.ofDays(30))
                                        .getEpochSecond())))),
                attack(
                        "without a time",
                        400,
                        test -> test.sealed(
                                test.envelope(), test.message().replaceAll("<CreateTime>.*</CreateTime>", ""))),
                attack("at no time", 400, test -> test.sealed(test.envelope(), test.created("-1"))),
                attack(
                        "cut off inside",
                        400,
                        test -> test.sealed(
                                test.envelope(),
                                test.message().substring(0, test.message().length() - 9))),
                attack(
                        "with control characters",
                        400,
                        test -> test.sealed(test.envelope(), test.message().replace("zhang", "zh\u0001\u0000ang"))),
                attack(
                        "with a control character by number",
                        400,
                        test -> test.sealed(
                                test.envelope(), test.message().replace("<MsgType>", "<A>&#0;</A><MsgType>"))),
                attack(
                        "with names longer than any",
                        400,
                        test -> test.sealed(test.envelope(), test.message().replace("zhang", "z".repeat(9000)))),
                attack(
                        "with a document type inside",
                        400,
                        test -> test.sealed(test.envelope(), OUTSIDE + test.message())),
                attack(
                        "with laughs inside",
                        400,
                        test -> test.sealed(
                                test.envelope(), BILLION_LAUGHS + test.message().replace("zhang", "&e;"))),
                attack(
                        "with a document type outside",
                        400,
                        test -> test.with(p -> new Post(p.signature, p.timestamp, p.nonce, OUTSIDE + p.body))),
                attack(
                        "with laughs outside",
                        400,
                        test -> test.with(p -> new Post(
                                p.signature,
                                p.timestamp,
                                p.nonce,
                                BILLION_LAUGHS + p.body.replace("<xml>", "<xml><A>&e;</A>")))),
                attack(
                        "endlessly deep",
                        400,
                        test -> test.with(p -> new Post(p.signature, p.timestamp, p.nonce, "<xml>".repeat(5000)))),
                attack(
                        "cut off outside",
                        400,
                        test -> test.with(p -> new Post(
                                p.signature, p.timestamp, p.nonce, p.body.substring(0, p.body.length() - 20)))),
                attack("no base64", 400, test -> test.wrapped("no base64! " + test.marker)),
                attack("base64 of no block", 400, test -> test.wrapped("bm8gYmxvY2s=")),
                attack(
                        "bad padding",
                        400,
                        test -> test.wrapped(flipped(test.envelope().seal(test.message())))),
                attack("nothing sealed", 400, test -> test.wrapped("")),
                attack("no XML", 400, test -> test.with(p -> new Post(p.signature, p.timestamp, p.nonce, "{\"a\":1}"))),
                attack("nothing at all", 400, test -> test.with(p -> new Post(p.signature, p.timestamp, p.nonce, ""))),
                attack(
                        "more than may come",
                        413,
                        test -> test.with(
                                p -> new Post(p.signature, p.timestamp, p.nonce, p.body + " ".repeat(64 * 1024)))));
    }

    @ParameterizedTest(name = "{0} is answered with {1}")
    @MethodSource("attacks")
    void an_attack_is_refused_and_harmless(String name, int status, Attack attack) throws Exception {
        assertThat(send(attack.apply(this))).isEqualTo(status);
        assertThat(rows()).isZero();
        assertThat(log.events()).noneMatch(event -> event.getFormattedMessage().contains(marker));
        assertThat(log.events())
                .noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN)
                        && event.getLoggerName().matches("io\\.siyu\\.(platform|gateway\\.wecom\\.inbox)\\..*"));
        assertThat(send(sealed(envelope(), message()))).isEqualTo(200);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void a_replay_of_the_same_is_answered_like_the_first_and_changes_nothing() throws Exception {
        Post genuine = sealed(envelope(), message());
        for (int i = 0; i < 3; i++) {
            assertThat(send(genuine)).isEqualTo(200);
        }
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void what_is_no_post_with_all_its_parameters_is_refused() throws Exception {
        String url = "http://127.0.0.1:" + port + "/callbacks/wecom/main";
        assertThat(status(HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString("<xml/>"))))
                .isEqualTo(400);
        assertThat(status(HttpRequest.newBuilder(URI.create(url)).GET())).isEqualTo(400);
        assertThat(status(HttpRequest.newBuilder(URI.create(url)).DELETE())).isEqualTo(405);
        assertThat(status(HttpRequest.newBuilder(
                                URI.create(url + "?msg_signature=a&timestamp=1&nonce=2&echostr=" + marker))
                        .GET()))
                .isEqualTo(403);
    }

    private static Arguments attack(String name, int status, Attack attack) {
        return arguments(name, status, attack);
    }

    private Post with(Function<Post, Post> change) {
        return change.apply(sealed(envelope(), message()));
    }

    private Post sealed(Envelope envelope, String message) {
        return wrapped(envelope, envelope.seal(message));
    }

    private Post wrapped(String encrypted) {
        return wrapped(envelope(), encrypted);
    }

    private static Post wrapped(Envelope envelope, String encrypted) {
        String nonce = RandomCode.digits(10);
        return new Post(
                envelope.sign("1409659813", nonce, encrypted),
                "1409659813",
                nonce,
                "<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>");
    }

    /** The plain text's last byte, which counts the padding, is more than a block. */
    private static String flipped(String encrypted) {
        byte[] bytes = Base64.getDecoder().decode(encrypted);
        bytes[bytes.length - 17] ^= (byte) 0x80;
        return Base64.getEncoder().encodeToString(bytes);
    }

    private Envelope envelope() {
        return Envelope.of(environment);
    }

    private String corpId() {
        return environment.getRequiredProperty("siyu.wecom.corp-id");
    }

    private String message() {
        return Envelope.message(environment, "never_heard_of", Map.of("ExternalUserID", marker, "UserID", "zhang"));
    }

    private String created(String time) {
        return message().replaceAll("<CreateTime>.*</CreateTime>", "<CreateTime>" + time + "</CreateTime>");
    }

    private int send(Post post) throws Exception {
        URI uri = URI.create("http://127.0.0.1:%d/callbacks/wecom/main?msg_signature=%s&timestamp=%s&nonce=%s"
                .formatted(port, encoded(post.signature), post.timestamp, post.nonce));
        return status(HttpRequest.newBuilder(uri)
                .header("Content-Type", "text/xml")
                .POST(BodyPublishers.ofString(post.body)));
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private long rows() {
        return jdbc.sql("select count(*) from wecom_inbox where relation like :marker or fields::text like :inside")
                .param("marker", marker + "%")
                .param("inside", "%" + marker + "%")
                .query(Long.class)
                .single();
    }
}
