package io.siyu.reach.channel.welcome;

import io.siyu.gateway.wecom.Media;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The files that hang on welcomes, and what WeChat Work calls them for the moment. */
@Component
class WelcomeMedia {

    /** A day before the platform forgets them: time enough to try again. */
    private static final Duration REFRESHED_AFTER = Media.KEPT.minusDays(1);

    private static final Duration LEASE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final Clock clock;

    WelcomeMedia(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A file as the console shows it.
     *
     * @param ready whether a welcome of this moment could carry it
     * @param failure why it could not be laid down last time: kind and code of the refusal
     */
    record Kept(
            long id,
            Media.Kind kind,
            String name,
            long bytes,
            Instant createdAt,
            boolean ready,
            @Nullable String failure) {}

    record Content(Media.Kind kind, String name, byte[] content) {}

    record Job(long id, int attempts, Content content) {}

    long keep(Media.Kind kind, String name, byte[] content) {
        return jdbc.sql("""
                insert into channel_media (kind, name, content, created_at, due_at)
                values (:kind, :name, :content, :now, :now) returning id""")
                .param("kind", kind.name())
                .param("name", name)
                .param("content", content)
                .param("now", at(clock.instant()))
                .query(Long.class)
                .single();
    }

    List<Kept> kept(Collection<Long> ids) {
        return jdbc.sql("""
                select id, kind, name, length(content) as bytes, created_at, failure,
                    coalesce(media_until > :now, false) as ready
                from channel_media where id = any(:ids) order by id""")
                .param("now", at(clock.instant()))
                .param("ids", ids.toArray(Long[]::new))
                .query((row, number) -> new Kept(
                        row.getLong("id"),
                        Media.Kind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        row.getLong("bytes"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getBoolean("ready"),
                        row.getString("failure")))
                .list();
    }

    Optional<Content> content(long id) {
        return jdbc.sql("select kind, name, content from channel_media where id = :id")
                .param("id", id)
                .query((row, number) -> new Content(
                        Media.Kind.valueOf(row.getString("kind")), row.getString("name"), row.getBytes("content")))
                .optional();
    }

    private record Name(long id, String mediaId) {}

    /** What the platform calls those of these that it still knows. */
    Map<Long, String> ready(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select id, media_id from channel_media where id = any(:ids) and media_until > :now")
                .param("ids", ids.toArray(Long[]::new))
                .param("now", at(clock.instant()))
                .query((row, number) -> new Name(row.getLong("id"), row.getString("media_id")))
                .list()
                .stream()
                .collect(Collectors.toMap(Name::id, Name::mediaId));
    }

    /** The next that is to be laid down, ours for a while. */
    Optional<Job> claim() {
        Instant now = clock.instant();
        return jdbc.sql("""
                update channel_media set due_at = :lease, attempts = attempts + 1
                where id = (select id from channel_media where due_at <= :now order by due_at limit 1 for update skip locked)
                returning id, attempts, kind, name, content""")
                .param("lease", at(now.plus(LEASE)))
                .param("now", at(now))
                .query((row, number) -> new Job(
                        row.getLong("id"),
                        row.getInt("attempts"),
                        new Content(
                                Media.Kind.valueOf(row.getString("kind")),
                                row.getString("name"),
                                row.getBytes("content"))))
                .optional();
    }

    void laidDown(long id, String mediaId, Instant asked) {
        jdbc.sql("""
                update channel_media set media_id = :media, media_until = :until, due_at = :due, attempts = 0, failure = null
                where id = :id""")
                .param("id", id)
                .param("media", mediaId)
                .param("until", at(asked.plus(Media.KEPT)))
                .param("due", at(asked.plus(REFRESHED_AFTER)))
                .update();
    }

    void failed(long id, String failure, Duration later) {
        jdbc.sql("update channel_media set failure = :failure, due_at = :due where id = :id")
                .param("id", id)
                .param("failure", failure)
                .param("due", at(clock.instant().plus(later)))
                .update();
    }

    Instant now() {
        return clock.instant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
