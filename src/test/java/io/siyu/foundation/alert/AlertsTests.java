package io.siyu.foundation.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.staff.RoleScope;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Race;
import io.siyu.testing.Seeds;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
class AlertsTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Alerts alerts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private final String kind = "test." + RandomCode.letters(10);

    @Test
    void raised_by_many_at_once_it_is_open_once_with_the_latest_words_and_its_first_since() throws Exception {
        Race.of(8, n -> () -> {
            alerts.raise(Alert.fault(kind, "one", null, n));
            return n;
        });
        assertThat(open()).containsExactly("one");
        alerts.raise(Alert.fault(kind, "one", "/there", "last"));
        assertThat(jdbc.sql("select count(*) from alert_alert where kind = :kind and arguments = '[\"last\"]'")
                        .param("kind", kind)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        alerts.resolve(kind, "one");
        alerts.resolve(kind, "one");
        assertThat(open()).isEmpty();
        alerts.raise(Alert.fault(kind, "one", null));
        assertThat(open()).containsExactly("one");
        assertThat(jdbc.sql("select count(*) from alert_alert where kind = :kind")
                        .param("kind", kind)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void what_stands_is_open_and_nothing_else_of_its_kind_whatever_came_before() {
        Seeds.forAll(20, random -> {
            for (int step = 0; step < 5; step++) {
                Set<String> standing = new TreeSet<>();
                random.ints(random.nextInt(6), 0, 6).forEach(n -> standing.add("s" + n));
                alerts.settle(
                        kind,
                        standing.stream()
                                .map(one -> Alert.todo(kind, one, null))
                                .toList());
                assertThat(new TreeSet<>(open())).isEqualTo(standing);
            }
        });
    }

    @Test
    void what_happened_once_is_over_after_a_while() {
        alerts.raise(Alert.fault(kind, "then", null));
        alerts.resolveRaisedBefore(kind, clock.instant().minus(Duration.ofMinutes(1)));
        assertThat(open()).containsExactly("then");
        alerts.resolveRaisedBefore(kind, clock.instant().plus(Duration.ofMinutes(1)));
        assertThat(open()).isEmpty();
    }

    @Test
    void operators_read_it_in_words_with_its_link_and_find_it_in_the_history_when_it_is_over() {
        ConsoleClient console = ConsoleClient.administrator(context);
        String number = RandomCode.digits(12);
        alerts.raise(Alert.fault("stream.lagging", number, "/orders", number, 7_000));
        JsonNode item = find(console, "open=true&nature=FAULT", number);
        assertThat(item.path("title").asString()).isEqualTo("后台处理落后：" + number + " 还有 7000 条没有处理");
        assertThat(item.path("about").asString()).contains("应用日志");
        assertThat(item.path("link").asString()).isEqualTo("/orders");
        assertThat(item.path("since").asString()).isNotBlank();
        assertThat(console.get("/api/admin/alerts/open")
                        .expect(200)
                        .json()
                        .path("faults")
                        .asInt())
                .isPositive();
        alerts.resolve("stream.lagging", number);
        assertThat(find(console, "open=false", number).path("resolvedAt").asString())
                .isNotBlank();
        ConsoleClient.with(context, RoleScope.ALL, null, "board.read")
                .get("/api/admin/alerts")
                .expectProblem(403, "request.forbidden");
    }

    private static JsonNode find(ConsoleClient console, String question, String number) {
        return console.get("/api/admin/alerts?" + question)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("title").asString().contains(number))
                .findFirst()
                .orElseThrow();
    }

    private List<String> open() {
        return jdbc.sql("select subject from alert_alert where kind = :kind and resolved_at is null order by subject")
                .param("kind", kind)
                .query(String.class)
                .list();
    }
}
