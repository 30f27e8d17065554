package io.siyu.reach.channel.shortlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** What happens to whoever opens a short link, and to whoever opens what is none. */
@SiyuTest
@Import(MovableClock.class)
class ShortDoorTests {

    private static final String LINKS = "/api/admin/short-links";
    private static final String DOMAINS = "/api/admin/growth-domains";

    @Autowired
    ApplicationContext context;

    @Autowired
    MovableClock clock;

    @LocalServerPort
    int port;

    private ConsoleClient console;

    @BeforeEach
    void prepare() {
        console = ConsoleClient.administrator(context);
    }

    @Test
    void it_leads_on_and_each_opening_counts_on_its_day() {
        LiveCodeFixtures fixtures = new LiveCodeFixtures(context);
        Codes.Created code = fixtures.code(fixtures.guides(1), null, Set.of());
        String target = "/c/" + code.code() + "?utm_source=sms";
        JsonNode link = made(target, Map.of());
        for (int opened = 0; opened < 3; opened++) {
            Answer answer = open(link).expect(302);
            assertThat(locationOf(answer)).isEqualTo(target);
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        }
        awaitOpens(link, 3, List.of(3L));
        clock.advance(Duration.ofDays(1));
        open(link).expect(302);
        awaitOpens(link, 4, List.of(3L, 1L));
    }

    @Test
    void what_was_stopped_or_has_expired_or_never_was_shows_a_page_and_counts_nothing() {
        JsonNode stopped = made("/h5/mall", Map.of());
        console.post(LINKS + "/" + stopped.path("id").asLong() + "/stop", Map.of())
                .expect(200);
        JsonNode expiring = made(
                "/h5/mall",
                Map.of("expiresAt", clock.instant().plus(Duration.ofHours(1)).toString()));
        assertThat(locationOf(open(expiring).expect(302))).endsWith("/h5/mall");
        clock.advance(Duration.ofHours(1));
        for (String path :
                List.of(pathOf(stopped), pathOf(expiring), "/s/nosuchlink", "/s/", "/s", "/s/cut/off", "/c")) {
            Answer answer = visitor().get(path).expect(302);
            assertThat(locationOf(answer)).as(path).isEqualTo("/c/");
        }
        for (String path : List.of("/c/", "/c/cut/off")) {
            assertThat(visitor().get(path).text()).as(path).contains("活动已结束", "width=device-width");
        }
        awaitOpens(expiring, 1, List.of(1L));
        assertThat(listed(stopped).path("opens").asLong()).isZero();
        console.post(LINKS + "/" + stopped.path("id").asLong() + "/resume", Map.of())
                .expect(200);
        assertThat(locationOf(open(stopped).expect(302))).endsWith("/h5/mall");
    }

    @Test
    void strays_see_what_the_brand_set_for_them() {
        try {
            console.put("/api/admin/code-fallback", Map.of("text", "欢迎到店看看")).expect(200);
            assertThat(visitor().get("/c/").expect(200).text()).contains("欢迎到店看看");
        } finally {
            console.put("/api/admin/code-fallback", new HashMap<>()).expect(200);
        }
    }

    @Test
    void a_host_that_was_taken_back_is_not_gone_to_any_more() {
        String target = "https://brand.example.com/spring?x=1";
        console.post(LINKS, Map.of("name", "站外", "target", target)).expectProblem(400, "channel.short_target_refused");
        try {
            console.put(LINKS + "/hosts", Map.of("hosts", List.of("brand.example.com")))
                    .expect(200);
            JsonNode link = made(target, Map.of());
            assertThat(locationOf(open(link).expect(302))).isEqualTo(target);
            console.put(LINKS + "/hosts", Map.of("hosts", List.of())).expect(200);
            assertThat(locationOf(open(link).expect(302))).isEqualTo("/c/");
        } finally {
            console.put(LINKS + "/hosts", Map.of("hosts", List.of())).expect(200);
        }
    }

    @Test
    void under_a_growth_domain_pages_of_codes_stay_there_and_the_mall_opens_at_home() throws Exception {
        JsonNode code = made("/c/somecode", Map.of());
        JsonNode mall = made("/h5/mall", Map.of());
        String growth = "http://localhost:" + port;
        long domain = console.post(DOMAINS, Map.of("baseUrl", growth))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        try {
            console.post(DOMAINS + "/" + domain + "/activate", Map.of()).expect(200);
            assertThat(listed(code).path("url").asString()).isEqualTo(growth + pathOf(code));
            assertThat(locationAt(growth + pathOf(code))).isEqualTo("/c/somecode");
            assertThat(locationAt(growth + pathOf(mall)))
                    .startsWith("http")
                    .endsWith("/h5/mall")
                    .doesNotContain("localhost:" + port);
            assertThat(locationAt(growth + "/s/nosuchlink")).isEqualTo("/c/");
            for (String cutOff : List.of("/", "/c", "/s", "/s/a/b", "/s/abc-", "/c/ab%20", "/s/abc%E3%80%82")) {
                assertThat(locationAt(growth + cutOff)).as(cutOff).endsWith("/c/");
            }
        } finally {
            console.post(DOMAINS + "/" + domain + "/deactivate", Map.of());
            console.delete(DOMAINS + "/" + domain);
        }
    }

    private static String locationAt(String address) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<Void> answer = http.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(302);
            return answer.headers().firstValue("Location").orElse("");
        }
    }

    private JsonNode made(String target, Map<String, String> more) {
        Map<String, String> body = new HashMap<>(more);
        body.put("name", "短信");
        body.put("target", target);
        return console.post(LINKS, body).expect(201).json();
    }

    private ConsoleClient visitor() {
        return ConsoleClient.anonymous(context);
    }

    private Answer open(JsonNode link) {
        return visitor().get(pathOf(link));
    }

    private static String pathOf(JsonNode link) {
        return URI.create(link.path("url").asString()).getPath();
    }

    private static String locationOf(Answer answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    /** @param byDay of the last days, today last */
    private void awaitOpens(JsonNode link, long opens, List<Long> byDay) {
        String days = LINKS + "/" + link.path("id").asLong() + "/days?days=" + byDay.size();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(listed(link).path("opens").asLong()).isEqualTo(opens);
            assertThat(console.get(days)
                            .expect(200)
                            .json()
                            .valueStream()
                            .map(day -> day.path("opens").asLong()))
                    .containsExactlyElementsOf(byDay);
        });
    }

    private JsonNode listed(JsonNode link) {
        return console.get(LINKS + "?size=100")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(row -> row.path("id").asLong() == link.path("id").asLong())
                .findFirst()
                .orElseThrow();
    }
}
