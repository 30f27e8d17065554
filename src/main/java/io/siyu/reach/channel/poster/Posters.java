package io.siyu.reach.channel.poster;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.file.FileMentions;
import io.siyu.foundation.file.FileUse;
import io.siyu.shared.DomainException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Poster designs as they are stored. */
@Component
class Posters implements FileMentions {

    static final FileUse PICTURE = FileUse.picture("poster-picture");

    private static final int LONGEST_NAME = 60;
    private static final String SELECT =
            "select id, name, layout::text as layout, created_at, archived_at from channel_poster ";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Audit audit;
    private final Clock clock;

    Posters(JdbcClient jdbc, JsonMapper json, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    record Poster(
            long id,
            String name,
            PosterLayout layout,
            Instant createdAt,
            @Nullable Instant archivedAt) {}

    private record Named(String name) {}

    @Transactional
    long create(String name, PosterLayout layout) {
        long id = jdbc.sql("""
                insert into channel_poster (name, layout, created_at) values (:name, :layout::jsonb, :now) returning id""")
                .param("name", checked(name))
                .param("layout", json.writeValueAsString(layout.checked()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        audit.record("channel.poster.create", "poster", id, null, new Named(name));
        return id;
    }

    @Transactional
    void edit(long id, String name, PosterLayout layout) {
        Poster before = require(id);
        jdbc.sql("update channel_poster set name = :name, layout = :layout::jsonb where id = :id")
                .param("name", checked(name))
                .param("layout", json.writeValueAsString(layout.checked()))
                .param("id", id)
                .update();
        audit.record("channel.poster.edit", "poster", id, before, require(id));
    }

    @Transactional
    void archive(long id) {
        Poster poster = require(id);
        jdbc.sql("update channel_poster set archived_at = :now where id = :id and archived_at is null")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        audit.record("channel.poster.archive", Subject.of("poster", id, poster.name()), null, null);
    }

    @Transactional
    void restore(long id) {
        Poster poster = require(id);
        jdbc.sql("update channel_poster set archived_at = null where id = :id")
                .param("id", id)
                .update();
        audit.record("channel.poster.restore", Subject.of("poster", id, poster.name()), null, null);
    }

    Poster require(long id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(this::poster)
                .optional()
                .orElseThrow(() -> DomainException.notFound("channel.poster.not_found"));
    }

    List<Poster> page(boolean archived, int page, int size) {
        return jdbc.sql(SELECT
                        + "where (archived_at is not null) = :archived order by id desc limit :size offset :offset")
                .param("archived", archived)
                .param("size", size)
                .param("offset", (long) page * size)
                .query(this::poster)
                .list();
    }

    long count(boolean archived) {
        return jdbc.sql("select count(*) from channel_poster where (archived_at is not null) = :archived")
                .param("archived", archived)
                .query(Long.class)
                .single();
    }

    @Override
    public Set<String> mentioned(Collection<String> paths) {
        return jdbc.sql("""
                select path from unnest(:paths::text[]) path
                where exists (select from channel_poster where position(path in layout::text) > 0)
                   or exists (select from channel_poster_run where position(path in layout::text) > 0)""")
                .param("paths", paths.toArray(String[]::new))
                .query(String.class)
                .set();
    }

    @Override
    public Set<String> sweptUses() {
        return Set.of(PICTURE.name());
    }

    private static String checked(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw DomainException.invalid("name", "channel.name_invalid", LONGEST_NAME);
        }
        return name.strip();
    }

    private Poster poster(ResultSet row, int number) throws SQLException {
        Timestamp archivedAt = row.getTimestamp("archived_at");
        return new Poster(
                row.getLong("id"),
                row.getString("name"),
                json.readValue(row.getString("layout"), PosterLayout.class),
                row.getTimestamp("created_at").toInstant(),
                archivedAt == null ? null : archivedAt.toInstant());
    }
}
