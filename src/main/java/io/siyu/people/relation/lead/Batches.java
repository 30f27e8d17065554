package io.siyu.people.relation.lead;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists of numbers that were brought, and how far each has come. */
@Component
class Batches {

    /** What became of leads, of those that the reader may see. */
    private static final String FIGURES = """
            count(l.id) as leads, count(l.id) filter (where l.state = 'POOL') as pool, count(l.assigned_at) as assigned,
            count(l.contacted_at) as contacted, count(l.converted_at) as converted,
            count(l.id) filter (where l.state = 'CLOSED') as closed,
            percentile_cont(0.5) within group (order by extract(epoch from l.converted_at - l.created_at) / 86400)
                filter (where l.converted_at is not null) as median_days
            """;

    private final JdbcClient jdbc;
    private final CurrentOperator operator;
    private final Clock clock;

    Batches(JdbcClient jdbc, CurrentOperator operator, Clock clock) {
        this.jdbc = jdbc;
        this.operator = operator;
        this.clock = clock;
    }

    record Batch(long id, String name, String source) {}

    /**
     * @param leads numbers that could be taken in
     * @param assigned how many ever had a guide
     * @param medianDays from the import to the friendship
     */
    record Figures(
            long leads,
            long pool,
            long assigned,
            long contacted,
            long converted,
            long closed,
            @Nullable Double medianDays) {}

    /** @param rowsSeen rows of files, those that were refused too; absent for whoever does not see the whole list */
    record Line(
            long id,
            String name,
            String source,
            @Nullable String link,
            @Nullable Long rowsSeen,
            String createdByName,
            Instant createdAt,
            Figures figures) {}

    /** @param guide absent: those that nobody has */
    record OfGuide(
            @Nullable Long staffId,
            @Nullable String name,
            @Nullable String storeName,
            Figures figures) {}

    Batch requireNamed(String id) {
        if (!id.matches("[1-9][0-9]{0,17}")) {
            throw DomainException.notFound("lead.batch_not_found");
        }
        return find(Long.parseLong(id));
    }

    Batch find(long id) {
        return jdbc.sql("select id, name, source from relation_lead_batch where id = :id")
                .param("id", id)
                .query(Batch.class)
                .optional()
                .orElseThrow(() -> DomainException.notFound("lead.batch_not_found"));
    }

    long add(String name, String source, @Nullable String link) {
        return jdbc.sql("""
                insert into relation_lead_batch (name, source, link, created_by_name, created_at)
                values (:name, :source, :link, :by, :now) returning id""")
                .param("name", name)
                .param("source", source)
                .param("link", link, Types.VARCHAR)
                .param("by", operator.get().name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    void change(long id, String name, String source, @Nullable String link) {
        jdbc.sql("update relation_lead_batch set name = :name, source = :source, link = :link where id = :id")
                .param("name", name)
                .param("source", source)
                .param("link", link, Types.VARCHAR)
                .param("id", id)
                .update();
    }

    /** So many rows of a file more, taken in or refused. */
    void saw(long id, int rows) {
        jdbc.sql("update relation_lead_batch set rows_seen = rows_seen + :rows where id = :id")
                .param("rows", rows)
                .param("id", id)
                .update();
    }

    Slice<Line> latest(long below, int size) {
        List<Line> lines = lines("b.id < :id", below, size + 1);
        return Slice.of(lines, size, line -> Long.toString(line.id()));
    }

    Optional<Line> line(long id) {
        return lines("b.id = :id", id, 1).stream().findFirst();
    }

    private List<Line> lines(String which, long id, int limit) {
        Predicates.Predicate visible = Predicates.of(operator.scope(), "l.staff_id", "l.store_id");
        return jdbc.sql("""
                select b.*, figures.* from (select b.* from relation_lead_batch b where %s order by b.id desc limit :limit) b
                cross join lateral (select %s from relation_lead l where l.batch_id = b.id and %s) figures
                order by b.id desc""".formatted(which, FIGURES, visible.sql()))
                .params(visible.parameters())
                .param("id", id)
                .param("limit", limit)
                .query((row, number) -> new Line(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("source"),
                        row.getString("link"),
                        operator.scope() instanceof DataScope.All ? row.getLong("rows_seen") : null,
                        row.getString("created_by_name"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        figures(row)))
                .list();
    }

    /** A lead counts for the guide who got the friend, before that for the one who has it. */
    List<OfGuide> byGuide(long id) {
        Predicates.Predicate visible = Predicates.of(operator.scope(), "l.staff_id", "l.store_id");
        return jdbc.sql("""
                select figures.*, m.name as guide, s.name as store_name from (
                    select coalesce(l.converted_staff_id, l.staff_id) as staff_id, %s
                    from relation_lead l where l.batch_id = :id and %s group by 1) figures
                left join staff_member m on m.id = figures.staff_id
                left join staff_store s on s.id = m.store_id
                order by figures.converted desc, figures.leads desc, figures.staff_id limit 500""".formatted(FIGURES, visible.sql()))
                .params(visible.parameters())
                .param("id", id)
                .query((row, number) -> new OfGuide(
                        row.getObject("staff_id", Long.class),
                        row.getString("guide"),
                        row.getString("store_name"),
                        figures(row)))
                .list();
    }

    private static Figures figures(ResultSet row) throws SQLException {
        return new Figures(
                row.getLong("leads"),
                row.getLong("pool"),
                row.getLong("assigned"),
                row.getLong("contacted"),
                row.getLong("converted"),
                row.getLong("closed"),
                row.getObject("median_days", Double.class));
    }
}
