package io.siyu.foundation.job;

import io.siyu.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Jobs as people follow them. */
@Component
class JobViews {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final MessageSource texts;

    JobViews(JdbcClient jdbc, JsonMapper json, MessageSource texts) {
        this.jdbc = jdbc;
        this.json = json;
        this.texts = texts;
    }

    record File(String label, String path) {}

    /**
     * @param percent how far it is, when it is known how much there is
     * @param message what it came to, or why it failed
     */
    record Row(
            long id,
            String kind,
            String title,
            String startedBy,
            JobState state,
            long done,
            @Nullable Long total,
            @Nullable Integer percent,
            @Nullable String message,
            List<File> files,
            Instant queuedAt,
            @Nullable Instant startedAt,
            @Nullable Instant workedAt,
            @Nullable Instant finishedAt) {}

    /** @param userId whose; absent: everybody's */
    record Wanted(@Nullable Long userId, @Nullable JobState state, boolean open) {}

    Slice<Row> list(Wanted wanted, @Nullable Long after, int size, Locale locale) {
        List<Row> rows = jdbc.sql("""
                select * from job_job
                where (:user::bigint is null or user_id = :user) and (:state::text is null or state = :state)
                  and (not :open or state in ('QUEUED', 'RUNNING')) and id < :after
                order by id desc limit :limit""")
                .param("user", wanted.userId())
                .param("state", wanted.state() == null ? null : wanted.state().name())
                .param("open", wanted.open())
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", size + 1)
                .query((row, number) -> row(row, locale))
                .list();
        return Slice.of(rows, size, row -> Long.toString(row.id()));
    }

    /** @param userId whose; absent: anybody's */
    Optional<Row> find(long id, @Nullable Long userId, Locale locale) {
        return jdbc.sql("select * from job_job where id = :id and (:user::bigint is null or user_id = :user)")
                .param("id", id)
                .param("user", userId)
                .query((row, number) -> row(row, locale))
                .optional();
    }

    private Row row(ResultSet row, Locale locale) throws SQLException {
        String stored = row.getString("result");
        JobResult result = stored == null ? null : json.readValue(stored, JobResult.class);
        Long total = row.getObject("total", Long.class);
        long done = row.getLong("done");
        return new Row(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("title"),
                row.getString("user_name"),
                JobState.valueOf(row.getString("state")),
                done,
                total,
                total == null ? null : total == 0 ? 100 : (int) Math.min(100, done * 100 / total),
                result == null
                        ? failure(row.getString("error"), locale)
                        : text(result.code(), result.arguments(), locale),
                result == null
                        ? List.of()
                        : result.files().stream()
                                .map(file -> new File(text(file.code(), List.of(), locale), file.path()))
                                .toList(),
                row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "worked_at"),
                instant(row, "finished_at"));
    }

    private @Nullable String failure(@Nullable String stored, Locale locale) {
        if (stored == null) {
            return null;
        }
        JobRows.Failure failure = json.readValue(stored, JobRows.Failure.class);
        return text(failure.code(), failure.arguments(), locale);
    }

    private String text(String code, List<Object> arguments, Locale locale) {
        String found = texts.getMessage(code, arguments.toArray(), code, locale);
        return found == null ? code : found;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
