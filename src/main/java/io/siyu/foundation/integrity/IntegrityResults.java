package io.siyu.foundation.integrity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the checks found last, and when they run next. */
@Component
class IntegrityResults {

    /** Longer than all checks may take together; a run whose node died is taken over after it. */
    private static final Duration LEASE = Duration.ofMinutes(30);

    private static final Duration SHORTLY = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofMinutes(15);
    private static final LocalTime AT_NIGHT = LocalTime.of(4, 40);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    IntegrityResults(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @param wrongSince when it was first found wrong; absent while it is right */
    record Result(
            String name,
            long count,
            List<Integrity.Sample> samples,
            long millis,
            Instant checkedAt,
            @Nullable Instant wrongSince) {}

    /** @param running whether a run was asked for or goes on */
    record Standing(boolean running, @Nullable Instant finishedAt) {}

    Map<String, Result> all() {
        return jdbc.sql("select * from integrity_result").query(this::result).list().stream()
                .collect(Collectors.toMap(Result::name, Function.identity()));
    }

    Standing standing() {
        return jdbc.sql("select running_until > :now or due_at <= :now as running, finished_at from integrity_run")
                .param("now", at(clock.instant()))
                .query((row, number) -> new Standing(row.getBoolean("running"), instant(row, "finished_at")))
                .single();
    }

    void store(Integrity.Finding finding, Duration took) {
        jdbc.sql("""
                insert into integrity_result as r (name, found, samples, millis, checked_at, wrong_since)
                values (:name, :found, :samples::jsonb, :millis, :now, case when :found > 0 then :now::timestamptz end)
                on conflict (name) do update set found = excluded.found, samples = excluded.samples,
                    millis = excluded.millis, checked_at = excluded.checked_at,
                    wrong_since = case when excluded.found > 0 then coalesce(r.wrong_since, excluded.wrong_since) end""")
                .param("name", finding.check().name())
                .param("found", finding.count(), Types.BIGINT)
                .param("samples", json.writeValueAsString(finding.samples()))
                .param("millis", took.toMillis())
                .param("now", at(clock.instant()))
                .update();
    }

    /** A run is due at once. */
    void ask() {
        jdbc.sql("update integrity_run set due_at = :now where due_at > :now")
                .param("now", at(clock.instant()))
                .update();
    }

    /** True for the one node that is to run them now. */
    boolean claim() {
        Instant now = clock.instant();
        return jdbc.sql("""
                update integrity_run set running_until = :until, due_at = :night
                where due_at <= :now and (running_until is null or running_until <= :now)""")
                        .param("until", at(now.plus(LEASE)))
                        .param("night", at(nextNight(now)))
                        .param("now", at(now))
                        .update()
                == 1;
    }

    /** Checks that no longer exist are forgotten. What was found broken is looked at again soon, not only the next night. */
    void finish(List<IntegrityCheck> checks, boolean broken) {
        jdbc.sql("delete from integrity_result where name not in (:names)")
                .param("names", checks.stream().map(IntegrityCheck::name).toList())
                .update();
        Instant now = clock.instant();
        jdbc.sql("""
                update integrity_run set running_until = null, finished_at = :now,
                    due_at = case when :broken then least(due_at, :soon::timestamptz) else due_at end""")
                .param("now", at(now))
                .param("broken", broken)
                .param("soon", at(now.plus(SOON)))
                .update();
    }

    /** The clock was moved under the checks: what they found is not kept, and they run again shortly. */
    void putOff() {
        jdbc.sql("update integrity_run set running_until = null, due_at = least(due_at, :shortly::timestamptz)")
                .param("shortly", at(clock.instant().plus(SHORTLY)))
                .update();
    }

    private Instant nextNight(Instant now) {
        ZonedDateTime tonight = now.atZone(clock.getZone()).with(AT_NIGHT);
        return (tonight.toInstant().isAfter(now) ? tonight : tonight.plusDays(1)).toInstant();
    }

    private Result result(ResultSet row, int number) throws SQLException {
        return new Result(
                row.getString("name"),
                row.getLong("found"),
                Arrays.asList(json.readValue(row.getString("samples"), Integrity.Sample[].class)),
                row.getLong("millis"),
                row.getObject("checked_at", OffsetDateTime.class).toInstant(),
                instant(row, "wrong_since"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
