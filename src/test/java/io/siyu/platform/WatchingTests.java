package io.siyu.platform;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.staff.RoleScope;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.context.ApplicationContext;

@SiyuTest
class WatchingTests {

    private static final Map<String, String> FROM_OUTSIDE = Map.of("X-Forwarded-For", "203.0.113.9");
    private static final Pattern TYPE = Pattern.compile("^# TYPE (siyu_\\w+) ", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("^\\| `(siyu_[a-z_]+)`", Pattern.MULTILINE);

    @Autowired
    ApplicationContext context;

    @Test
    void everybody_learns_whether_it_is_well_and_nobody_outside_learns_more() {
        ConsoleClient stranger = ConsoleClient.anonymous(context);
        for (String path :
                new String[] {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"}) {
            Answer answer = stranger.get(path, FROM_OUTSIDE).expect(200);
            assertThat(answer.json().get("status").asString()).as(path).isEqualTo("UP");
            assertThat(answer.json().has("components")).as(path).isFalse();
        }
    }

    @Test
    void readiness_is_about_the_database_and_liveness_is_not() {
        ConsoleClient watcher = ConsoleClient.with(context, RoleScope.ALL, null, "system.read");
        assertThat(watcher.get("/actuator/health/readiness", FROM_OUTSIDE)
                        .json()
                        .get("components")
                        .propertyNames())
                .containsExactlyInAnyOrder("db", "readinessState");
        HealthEndpointGroup liveness =
                context.getBean(HealthEndpointGroups.class).get("liveness");
        assertThat(liveness).isNotNull();
        assertThat(liveness.isMember("livenessState")).isTrue();
        assertThat(liveness.isMember("db")).isFalse();
    }

    @Test
    void metrics_are_for_those_with_the_right_and_nothing_else_is_there() {
        ConsoleClient.anonymous(context)
                .get("/actuator/prometheus", FROM_OUTSIDE)
                .expect(401);
        ConsoleClient.with(context, RoleScope.ALL, null, "board.read")
                .get("/actuator/prometheus", FROM_OUTSIDE)
                .expect(403);
        ConsoleClient administrator = ConsoleClient.administrator(context);
        administrator.get("/actuator/prometheus", FROM_OUTSIDE).expect(200);
        for (String path : new String[] {"/actuator", "/actuator/env", "/actuator/heapdump", "/actuator/metrics"}) {
            administrator.get(path, FROM_OUTSIDE).expect(403);
        }
    }

    @Test
    void a_watcher_needs_no_session_but_the_right_token() {
        ConsoleClient stranger = ConsoleClient.anonymous(context);
        Map<String, String> watcher =
                Map.of("X-Forwarded-For", "203.0.113.9", "Authorization", "Bearer token-of-tests");
        stranger.get("/actuator/prometheus", watcher).expect(200);
        assertThat(stranger.get("/actuator/health", watcher).json().has("components"))
                .isTrue();
        for (String wrong :
                new String[] {"Bearer token-of-test", "Bearer ", "Bearer", "token-of-tests", "Basic token-of-tests"}) {
            Map<String, String> other = Map.of("X-Forwarded-For", "203.0.113.9", "Authorization", wrong);
            stranger.get("/actuator/prometheus", other).expect(401);
        }
        stranger.get("/api/admin/users", watcher).expect(401);
    }

    @Test
    void the_page_names_every_meter_and_every_meter_it_names_exists() throws Exception {
        Set<String> named = NAMED.matcher(Files.readString(Path.of("docs/metrics.md")))
                .results()
                .map(one -> one.group(1))
                .collect(toCollection(TreeSet::new));
        assertThat(named).hasSizeGreaterThan(30);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(meters(scraped())).isEqualTo(named));
    }

    @Test
    void no_label_tells_of_a_person_or_grows_without_end() {
        assertThat(scraped().lines().filter(line -> line.startsWith("siyu_")))
                .allSatisfy(line -> assertThat(line.replaceAll("\\{.*?}", ""))
                        .as("only labels that come from a short list: %s", line)
                        .matches("siyu_\\w+ \\S+"))
                .allSatisfy(line -> assertThat(line).doesNotContain("external_user", "wm_", "openid", "@"));
        assertThat(scraped().lines().filter(line -> line.startsWith("siyu_"))).hasSizeLessThan(400);
    }

    private String scraped() {
        return ConsoleClient.administrator(context)
                .get("/actuator/prometheus")
                .expect(200)
                .text();
    }

    private static Set<String> meters(String scraped) {
        return TYPE.matcher(scraped)
                .results()
                .map(one -> one.group(1))
                .filter(name -> !name.endsWith("_max"))
                .collect(toCollection(TreeSet::new));
    }
}
