package io.siyu.reach.channel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.siyu.foundation.alert.Alert;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/** Domains that lead here, one that leads elsewhere, and one that dies. */
@SiyuTest
@Import(MovableClock.class)
class GrowthDomainTests {

    private static final String PATH = "/api/admin/growth-domains";

    @Autowired
    ApplicationContext context;

    @Autowired
    GrowthDomains domains;

    @Autowired
    DomainWatch watch;

    @Autowired
    Codes codes;

    @LocalServerPort
    int port;

    HttpServer elsewhere;
    ConsoleClient console;

    GrowthDomainTests() throws IOException {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void prepare() {
        console = ConsoleClient.administrator(context);
        answering(DomainProbe.WORD);
        elsewhere.start();
    }

    /** Every other test makes its links without. */
    @AfterEach
    void clear() {
        elsewhere.stop(0);
        domains.deactivateAll();
        domains.all().forEach(domain -> domains.remove(domain.id()));
    }

    @Test
    void new_links_and_pictures_carry_the_domain_in_use() {
        LiveCodeFixtures fixtures = new LiveCodeFixtures(context);
        Codes.Created code = fixtures.code(fixtures.guides(1), null, Set.of());
        assertThat(codes.urlOf(code.code())).doesNotContain("localhost");
        long id = added("http://localhost:" + port);
        console.post(PATH + "/" + id + "/activate", Map.of()).expect(200);
        assertThat(codes.urlOf(code.code())).isEqualTo("http://localhost:" + port + "/c/" + code.code());
        assertThat(domains.of("/c/x", "LocalHost")).isEqualTo("http://localhost:" + port + "/c/x");
        assertThat(domains.of("/c/x", "127.0.0.1")).isEqualTo("http://127.0.0.1:" + port + "/c/x");
        assertThat(domains.of("/c/x", "behind-the-proxy")).isEqualTo("http://localhost:" + port + "/c/x");
        assertThat(console.get("/api/admin/codes/" + code.id())
                        .expect(200)
                        .json()
                        .path("url")
                        .asString())
                .startsWith("http://localhost:" + port + "/c/");
        console.delete(PATH + "/" + id).expectProblem(409, "channel.domain_in_use");
    }

    @Test
    void a_domain_that_leads_elsewhere_is_found_out_and_not_put_to_use() {
        answering("somebody else");
        long id = added(elsewhere());
        assertThat(domains.find(id).orElseThrow().failure()).isEqualTo("other");
        console.post(PATH + "/" + id + "/activate", Map.of()).expectProblem(409, "channel.domain_not_reached");
        console.post(PATH, Map.of("baseUrl", elsewhere() + "/")).expectProblem(400, "channel.domain_twice");
        console.post(PATH, Map.of("baseUrl", "https://a.example/path")).expectProblem(400, "channel.domain_invalid");
        console.post(PATH, Map.of("baseUrl", "ftp://a.example")).expectProblem(400, "channel.domain_invalid");
    }

    @Test
    void when_the_domain_in_use_is_down_for_the_third_time_the_next_good_one_takes_over() {
        long first = added(elsewhere());
        long second = added("http://localhost:" + port);
        console.post(PATH + "/" + first + "/activate", Map.of()).expect(200);
        elsewhere.stop(0);
        for (int miss = 1; miss < GrowthDomains.MISSES; miss++) {
            watch.look(domains.find(first).orElseThrow());
            assertThat(domains.find(first).orElseThrow().active()).isTrue();
            assertThat(watch.standing()).isEmpty();
        }
        watch.look(domains.find(first).orElseThrow());
        assertThat(domains.find(first).orElseThrow().active()).isFalse();
        assertThat(domains.find(second).orElseThrow().active()).isTrue();
        assertThat(codes.urlOf("abc")).startsWith("http://localhost:" + port);
        assertThat(watch.standing())
                .singleElement()
                .extracting(Alert::subject, alert -> alert.arguments().get(1))
                .containsExactly(Long.toString(first), "http://localhost:" + port);
    }

    @Test
    void with_no_other_good_domain_the_one_in_use_stays() {
        long only = added(elsewhere());
        console.post(PATH + "/" + only + "/activate", Map.of()).expect(200);
        elsewhere.stop(0);
        for (int miss = 0; miss < GrowthDomains.MISSES; miss++) {
            watch.look(domains.find(only).orElseThrow());
        }
        assertThat(domains.find(only).orElseThrow().active()).isTrue();
        assertThat(watch.standing()).hasSize(1);
    }

    private long added(String baseUrl) {
        return console.post(PATH, Map.of("baseUrl", baseUrl))
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    private String elsewhere() {
        return "http://127.0.0.1:" + elsewhere.getAddress().getPort();
    }

    private void answering(String word) {
        List.of(DomainProbe.PATH).forEach(path -> {
            try {
                elsewhere.removeContext(path);
            } catch (IllegalArgumentException e) {
                // The first answer.
            }
            elsewhere.createContext(path, exchange -> {
                byte[] body = word.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
        });
    }
}
