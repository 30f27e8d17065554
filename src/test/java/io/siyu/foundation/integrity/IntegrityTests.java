package io.siyu.foundation.integrity;

import static java.util.Map.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.alert.Alerts;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SiyuTest
class IntegrityTests {

    private static final Map<String, Consumer<Damage>> DAMAGES = Damages.byCheck();

    private final ApplicationContext context;
    private final Integrity integrity;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    @Autowired
    IntegrityTests(ApplicationContext context, Integrity integrity, JdbcClient jdbc, TransactionTemplate transaction) {
        this.context = context;
        this.integrity = integrity;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    static Stream<String> damaged() {
        return DAMAGES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void a_check_finds_what_it_is_for(String name) {
        IntegrityCheck check = integrity.checks().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        long before = integrity.run(check).count();

        long after = Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            Objects.requireNonNull(DAMAGES.get(name)).accept(new Damage(jdbc));
            return integrity.run(check).count();
        }));

        assertThat(after).isGreaterThan(before);
        assertThat(integrity.run(check).count()).isEqualTo(before);
    }

    @Test
    void every_check_has_a_damage_that_it_finds_and_words_in_both_languages() {
        MessageSource texts = context.getBean(MessageSource.class);
        assertThat(integrity.checks())
                .extracting(IntegrityCheck::name)
                .containsExactlyInAnyOrderElementsOf(DAMAGES.keySet());
        for (IntegrityCheck check : integrity.checks()) {
            String key = "integrity." + check.name();
            assertThat(texts.getMessage(key, null, Locale.SIMPLIFIED_CHINESE)).matches(".*\\p{IsHan}.*");
            assertThat(texts.getMessage(key, null, Locale.ENGLISH)).doesNotContainPattern("\\p{IsHan}");
        }
    }

    @Test
    void somebody_with_the_right_runs_the_checks_and_sees_what_they_found() {
        ConsoleClient console = ConsoleClient.administrator(context);
        jdbc.sql("delete from integrity_result").update();

        console.post("/api/admin/integrity/runs", of()).expect(202);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode page = console.get("/api/admin/integrity").expect(200).json();
            assertThat(page.path("running").asBoolean()).isFalse();
            assertThat(page.path("items").valueStream()).allMatch(row -> row.has("checkedAt"));
        });
        ConsoleClient other = ConsoleClient.with(context, io.siyu.people.staff.RoleScope.ALL, null, "board.read");
        other.get("/api/admin/integrity").expect(403);
        other.post("/api/admin/integrity/runs", of()).expect(403);
    }

    @Test
    void who_waited_at_the_first_look_and_was_served_or_tried_since_is_not_found() {
        IntegrityCheck check = new IntegrityCheck("test.made_up", "none", "select :overdue");
        Integrity.Sample waiting = new Integrity.Sample("1", "0 ×");
        Integrity.Sample tried = new Integrity.Sample("2", "1 ×");
        var first = new Integrity.Finding(check, 2, List.of(waiting, new Integrity.Sample("2", "0 ×")));

        assertThat(check.aboutWaiting()).isTrue();
        assertThat(first.still(new Integrity.Finding(check, 0, List.of())).count())
                .isZero();
        assertThat(first.still(new Integrity.Finding(check, 1, List.of(tried))).count())
                .isZero();
        assertThat(first.still(new Integrity.Finding(check, 2, List.of(waiting, tried)))
                        .samples())
                .containsExactly(waiting);
    }

    @Test
    void what_was_found_while_the_clock_was_moved_is_not_kept_and_looked_for_again() {
        Instant now = Instant.now();
        // Due by the clock of this test only, so that the product's own run stays away.
        Clock later = Clock.fixed(now.plus(Duration.ofDays(2)), ZoneOffset.UTC);
        await().until(() -> jdbc.sql("update integrity_run set due_at = :due where running_until is null")
                        .param("due", now.plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                        .update()
                == 1);
        Object finished = finishedAt();
        Iterator<Instant> hours = Stream.iterate(later.instant(), hour -> hour.plus(Duration.ofHours(1)))
                .iterator();
        InstantSource jumping = hours::next;
        IntegrityRun run = new IntegrityRun(
                integrity,
                new IntegrityResults(jdbc, JsonMapper.shared(), later),
                context.getBean(Alerts.class),
                jumping.withZone(ZoneOffset.UTC));

        assertThat(run.workOnce()).isTrue();

        assertThat(finishedAt()).isEqualTo(finished);
        assertThat(jdbc.sql(
                                "select due_at - :later::timestamptz = interval '1 minute' and running_until is null from integrity_run")
                        .param("later", later.instant().atOffset(ZoneOffset.UTC))
                        .query(Boolean.class)
                        .single())
                .isTrue();
        context.getBean(IntegrityResults.class).ask();
    }

    private Object finishedAt() {
        return jdbc.sql("select coalesce(finished_at, '-infinity')::text from integrity_run")
                .query(String.class)
                .single();
    }

    @Test
    void what_is_wrong_stays_wrong_since_the_first_time_until_it_is_right() {
        IntegrityResults results = context.getBean(IntegrityResults.class);
        IntegrityCheck check = new IntegrityCheck("test.made_up", "none", "select 1 as id, 'x' as note where false");
        var wrong = new Integrity.Finding(check, 3, List.of(new Integrity.Sample("1", "x")));
        results.store(wrong, Duration.ZERO);
        var since = Objects.requireNonNull(results.all().get("test.made_up")).wrongSince();
        results.store(wrong, Duration.ZERO);
        assertThat(Objects.requireNonNull(results.all().get("test.made_up")).wrongSince())
                .isEqualTo(since);

        results.store(new Integrity.Finding(check, 0, List.of()), Duration.ZERO);

        assertThat(Objects.requireNonNull(results.all().get("test.made_up")).wrongSince())
                .isNull();
        results.finish(integrity.checks(), false);
        assertThat(results.all()).doesNotContainKey("test.made_up");
    }
}
