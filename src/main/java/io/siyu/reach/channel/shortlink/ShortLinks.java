package io.siyu.reach.channel.shortlink;

import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Short links in the database. */
@Component
public class ShortLinks {

    private static final int CODE_LENGTH = 8;

    private static final String SELECT = """
            select l.*, coalesce((select sum(opens) from channel_short_day d where d.link_id = l.id), 0) as opens,
                coalesce((select opens from channel_short_day d where d.link_id = l.id and d.day = :today), 0) as opens_today
            from channel_short_link l\s""";

    private final JdbcClient jdbc;
    private final Clock clock;

    ShortLinks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param target a path of ours, or an address at an allowed host */
    record ShortLink(
            long id,
            String code,
            String name,
            String target,
            @Nullable Instant expiresAt,
            @Nullable Instant stoppedAt,
            Instant createdAt,
            long opens,
            long opensToday) {}

    /** Where it leads now; what was stopped or has expired leads nowhere. */
    record Open(long id, String target) {}

    public long create(String name, String target, @Nullable Instant expiresAt) {
        return jdbc.sql("""
                insert into channel_short_link (code, name, target, expires_at, created_at)
                values (:code, :name, :target, :expires, :now) returning id""")
                .param("code", RandomCode.letters(CODE_LENGTH))
                .param("name", name)
                .param("target", target)
                .param("expires", expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    ShortLink require(long id, LocalDate today) {
        return jdbc.sql(SELECT + "where l.id = :id")
                .param("id", id)
                .param("today", today)
                .query(ShortLinks::link)
                .optional()
                .orElseThrow(() -> DomainException.notFound("channel.short_link_not_found"));
    }

    /** Days on which it was opened, from this one on. */
    Map<LocalDate, Long> days(long id, LocalDate from) {
        return jdbc
                .sql("select day, opens from channel_short_day where link_id = :id and day >= :from")
                .param("id", id)
                .param("from", from)
                .query((row, number) -> Map.entry(row.getObject("day", LocalDate.class), row.getLong("opens")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A link and how often it was opened on a day. */
    record OpenedDay(long linkId, LocalDate day, String name, String code, String target, long opens) {}

    /** The latest first, behind this place. */
    List<OpenedDay> days(ShortLinkExport.Place after, int size) {
        return jdbc.sql("""
                select d.link_id, d.day, l.name, l.code, l.target, d.opens
                from channel_short_day d join channel_short_link l on l.id = d.link_id
                where (d.day, d.link_id) < (:day, :link) order by d.day desc, d.link_id desc limit :size""")
                .param("day", after.day())
                .param("link", after.linkId())
                .param("size", size)
                .query(OpenedDay.class)
                .list();
    }

    long countDays() {
        return jdbc.sql("select count(*) from channel_short_day")
                .query(Long.class)
                .single();
    }

    List<ShortLink> page(LocalDate today, int page, int size) {
        return jdbc.sql(SELECT + "order by l.id desc limit :size offset :offset")
                .param("today", today)
                .param("size", size)
                .param("offset", (long) page * size)
                .query(ShortLinks::link)
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from channel_short_link")
                .query(Long.class)
                .single();
    }

    void stop(long id, boolean stopped) {
        jdbc.sql("update channel_short_link set stopped_at = :at where id = :id")
                .param("at", stopped ? clock.instant().atOffset(ZoneOffset.UTC) : null)
                .param("id", id)
                .update();
    }

    Optional<Open> open(String code) {
        return jdbc.sql("""
                select id, target from channel_short_link
                where code = :code and stopped_at is null and (expires_at is null or expires_at > :now)""")
                .param("code", code)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Open(row.getLong("id"), row.getString("target")))
                .optional();
    }

    void opened(LocalDate day, Map<Long, Long> opens) {
        jdbc.sql("""
                insert into channel_short_day as d (link_id, day, opens)
                select id, :day, many from unnest(:ids::bigint[], :opens::bigint[]) t (id, many) order by id
                on conflict (link_id, day) do update set opens = d.opens + excluded.opens""")
                .param("day", day)
                .param("ids", opens.keySet().toArray(Long[]::new))
                .param("opens", opens.values().toArray(Long[]::new))
                .update();
    }

    Set<String> hosts() {
        return new TreeSet<>(jdbc.sql("select host from channel_short_host")
                .query(String.class)
                .list());
    }

    void allow(Set<String> hosts) {
        jdbc.sql("delete from channel_short_host").update();
        jdbc.sql("insert into channel_short_host (host) select unnest(:hosts::text[])")
                .param("hosts", hosts.toArray(String[]::new))
                .update();
    }

    private static ShortLink link(ResultSet row, int number) throws SQLException {
        return new ShortLink(
                row.getLong("id"),
                row.getString("code"),
                row.getString("name"),
                row.getString("target"),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("stopped_at")),
                row.getTimestamp("created_at").toInstant(),
                row.getLong("opens"),
                row.getLong("opens_today"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
