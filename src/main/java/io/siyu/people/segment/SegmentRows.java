package io.siyu.people.segment;

import io.siyu.shared.DomainException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The rows of segments. */
@Component
class SegmentRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SegmentRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** BUILDING: some people were not yet held against the present rule. */
    enum State {
        BUILDING,
        LIVE,
        ARCHIVED
    }

    record Segment(
            long id,
            String name,
            String description,
            Rule rule,
            int version,
            Set<String> depends,
            State state,
            long size,
            Instant createdAt,
            String createdBy,
            Instant updatedAt,
            @Nullable Instant builtAt) {}

    Optional<Segment> find(long id) {
        return jdbc.sql("select * from segment_segment where id = :id")
                .param("id", id)
                .query(this::map)
                .optional();
    }

    /** @throws DomainException {@code segment.not_found} when there is none, or it was archived */
    Segment get(long id) {
        return find(id).filter(segment -> segment.state() != State.ARCHIVED)
                .orElseThrow(() -> DomainException.notFound("segment.not_found"));
    }

    List<Segment> all() {
        return jdbc.sql("select * from segment_segment where state <> 'ARCHIVED' order by id desc")
                .query(this::map)
                .list();
    }

    /** The rule by which a segment named in another rule is written out. */
    Rule ruleOf(long id) {
        return find(id).orElseThrow(
                        () -> new IllegalStateException("segment " + id + " is named in a rule and is not there"))
                .rule();
    }

    /** Locked in the order of their ids, so that whoever evaluates next sees what this transaction found. */
    List<Segment> lockDepending(Collection<String> keys) {
        return jdbc.sql("""
                select * from segment_segment where state <> 'ARCHIVED' and depends && :keys::text[]
                order by id for no key update""")
                .param("keys", keys.toArray(String[]::new))
                .query(this::map)
                .list();
    }

    Optional<Segment> lock(long id) {
        return jdbc.sql("select * from segment_segment where id = :id for no key update")
                .param("id", id)
                .query(this::map)
                .optional();
    }

    /** The day up to which windows were aged; the same for every evaluation that runs now. */
    LocalDate day() {
        return jdbc.sql("select day from segment_day").query(LocalDate.class).single();
    }

    private Segment map(ResultSet row, int number) throws SQLException {
        return new Segment(
                row.getLong("id"),
                row.getString("name"),
                row.getString("description"),
                RuleJson.read(json.readTree(row.getString("rule"))),
                row.getInt("version"),
                Set.of((String[]) row.getArray("depends").getArray()),
                State.valueOf(row.getString("state")),
                row.getLong("size"),
                instant(row, "created_at"),
                row.getString("created_by"),
                instant(row, "updated_at"),
                row.getObject("built_at") == null ? null : instant(row, "built_at"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
