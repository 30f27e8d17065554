package io.siyu.reach.channel.live;

import io.siyu.reach.channel.LiveDraft;
import io.siyu.reach.channel.LiveDraft.Platform;
import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Live sessions as they are stored. */
@Component
public class LiveRows {

    private static final int KEY_LENGTH = 10;
    private static final String SELECT = "select s.* from channel_live_session s where ";

    /** For how long after a cancellation those who reserved may still be told. */
    private static final Duration TOLD_OFF = Duration.ofDays(7);

    private final JdbcClient jdbc;

    LiveRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @return its id
     * @throws DomainException {@code channel.live.code_taken}
     */
    public long insert(LiveDraft draft, long codeId, Instant now) {
        try {
            return written("""
                    insert into channel_live_session (key, code_id, title, platform, starts_at, ends_at, room_url, intro, remind_minutes,
                        reminder, order_hours, created_at)
                    values (:key, :code, :title, :platform, :starts, :ends, :room, :intro, :minutes, :reminder, :hours, :now)
                    returning id""", draft)
                    .param("key", RandomCode.letters(KEY_LENGTH))
                    .param("code", codeId)
                    .param("now", utc(now))
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw DomainException.invalid("codeId", "channel.live.code_taken");
        }
    }

    public void update(long id, LiveDraft draft) {
        written("""
                update channel_live_session set title = :title, platform = :platform,
                    moves = moves + case when starts_at = :starts then 0 else 1 end, starts_at = :starts, ends_at = :ends,
                    room_url = :room, intro = :intro, remind_minutes = :minutes, reminder = :reminder, order_hours = :hours
                where id = :id""", draft).param("id", id).update();
    }

    private JdbcClient.StatementSpec written(String sql, LiveDraft draft) {
        return jdbc.sql(sql)
                .param("title", draft.title())
                .param("platform", draft.platform().name())
                .param("starts", utc(draft.startsAt()))
                .param("ends", utc(draft.endsAt()))
                .param("room", draft.roomUrl())
                .param("intro", draft.intro())
                .param("minutes", draft.remindMinutes())
                .param("reminder", draft.reminder())
                .param("hours", draft.orderHours());
    }

    public void end(long id, Instant at) {
        jdbc.sql("update channel_live_session set ended_at = :at where id = :id")
                .param("at", utc(at))
                .param("id", id)
                .update();
    }

    public void cancel(long id, @Nullable String text, Instant at) {
        jdbc.sql("update channel_live_session set cancelled_at = :at, cancel_text = :text where id = :id")
                .param("at", utc(at))
                .param("text", text)
                .param("id", id)
                .update();
    }

    /** For whoever changes it. */
    public LiveSession lock(long id) {
        return locked(id, "for no key update");
    }

    /** For whoever acts by what it says: it stays so until the transaction ends, and many may do that at once. */
    LiveSession hold(long id) {
        return locked(id, "for share");
    }

    private LiveSession locked(long id, String lock) {
        return jdbc.sql(SELECT + "s.id = :id " + lock)
                .param("id", id)
                .query(LiveRows::session)
                .optional()
                .orElseThrow(() -> DomainException.notFound("channel.live.not_found"));
    }

    public LiveSession require(long id) {
        return find(id).orElseThrow(() -> DomainException.notFound("channel.live.not_found"));
    }

    Optional<LiveSession> find(long id) {
        return jdbc.sql(SELECT + "s.id = :id")
                .param("id", id)
                .query(LiveRows::session)
                .optional();
    }

    Optional<LiveSession> byKey(String key) {
        return jdbc.sql(SELECT + "s.key = :key")
                .param("key", key)
                .query(LiveRows::session)
                .optional();
    }

    /** By their codes. */
    Map<Long, LiveSession> byCodes(Collection<Long> codes) {
        return jdbc
                .sql(SELECT + "s.code_id = any(:codes)")
                .param("codes", codes.toArray(Long[]::new))
                .query(LiveRows::session)
                .list()
                .stream()
                .collect(Collectors.toMap(LiveSession::codeId, Function.identity()));
    }

    /** Those that are neither over nor cancelled, by their codes. */
    Map<Long, LiveSession> open(Instant now) {
        return jdbc
                .sql(SELECT + "s.cancelled_at is null and coalesce(s.ended_at, s.ends_at) > :now")
                .param("now", utc(now))
                .query(LiveRows::session)
                .list()
                .stream()
                .collect(Collectors.toMap(LiveSession::codeId, Function.identity()));
    }

    /**
     * A code by which guests still come stays.
     *
     * @throws DomainException {@code channel.live.code_in_use}
     */
    public void requireNoneOf(long code, Instant now) {
        Optional.ofNullable(open(now).get(code)).ifPresent(session -> {
            throw DomainException.conflict(
                    "channel.live.code_in_use", session.draft().title());
        });
    }

    /** @throws DomainException {@code channel.live.not_found} at the field, unless all of them are there */
    public void requireAll(Collection<Long> ids, String field) {
        long known = jdbc.sql("select count(*) from channel_live_session where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .single();
        if (known < ids.size()) {
            throw DomainException.invalid(field, "channel.live.not_found");
        }
    }

    /** Those whose guests may have reminders in hand that hold no more. */
    List<LiveSession> withStaleNews(Instant now) {
        return jdbc.sql(SELECT + """
                    (s.moves > 0 or s.cancelled_at is not null or coalesce(s.ended_at, s.ends_at) <= :now) and exists (
                        select 1 from channel_live_guest g where g.session_id = s.id and g.touch_id is not null) order by s.id""")
                .param("now", utc(now))
                .query(LiveRows::session)
                .list();
    }

    /** Those of which there may be something to tell. */
    List<LiveSession> withNews(Instant now) {
        return jdbc
                .sql(SELECT + """
                    s.ends_at > :now and s.starts_at - make_interval(mins => s.remind_minutes) <= :now and s.cancelled_at is null
                    or s.cancelled_at > :recently and s.cancel_text is not null order by s.starts_at, s.id""")
                .param("now", utc(now))
                .param("recently", utc(now.minus(TOLD_OFF)))
                .query(LiveRows::session)
                .list()
                .stream()
                .filter(session -> session.newsAt(now).isPresent())
                .toList();
    }

    public long untold(LiveSession session, Instant now) {
        return session.newsAt(now)
                .map(news -> jdbc.sql("""
                        select count(*) from channel_live_guest
                        where session_id = :id and reserved_at is not null and told is distinct from :news""")
                        .param("id", session.id())
                        .param("news", news.name())
                        .query(Long.class)
                        .single())
                .orElse(0L);
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static LiveSession session(ResultSet row, int number) throws SQLException {
        return new LiveSession(
                row.getLong("id"),
                row.getString("key"),
                row.getLong("code_id"),
                new LiveDraft(
                        row.getString("title"),
                        Platform.valueOf(row.getString("platform")),
                        row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                        row.getString("room_url"),
                        row.getString("intro"),
                        row.getInt("remind_minutes"),
                        row.getString("reminder"),
                        row.getInt("order_hours")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getInt("moves"),
                instant(row, "ended_at"),
                instant(row, "cancelled_at"),
                row.getString("cancel_text"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
