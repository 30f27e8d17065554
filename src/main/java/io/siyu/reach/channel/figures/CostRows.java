package io.siyu.reach.channel.figures;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.reach.channel.figures.Cost.Kind;
import io.siyu.reach.channel.figures.Cost.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Costs in the database. Who sees but some stores sees the costs of these stores. */
@Component
class CostRows {

    private static final String SELECT = """
            select id, kind, from_day, to_day, amount_fen, target, coalesce(code_id, template_id, store_id) as target_id, campaign, note,
                created_at
            from channel_cost c\s""";

    private static final String WANTED = """
            where (:kind::text is null or kind = :kind) and (:target::text is null or target = :target) and\s""";

    private final JdbcClient jdbc;

    CostRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which costs; absent: all. */
    record Filter(@Nullable Kind kind, @Nullable Target target, DataScope scope) {}

    long insert(Cost.Draft draft, Instant now) {
        return fields(jdbc.sql("""
                insert into channel_cost
                    (kind, from_day, to_day, amount_fen, target, code_id, template_id, store_id, campaign, note, created_at)
                values (:kind, :from, :to, :amount, :target, :code, :template, :store, :campaign, :note, :now) returning id"""), draft)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** Nobody else takes a file over until the transaction ends. */
    void importAlone() {
        jdbc.sql("select count(*) from pg_advisory_xact_lock(hashtext('channel_cost_import'))")
                .query(Long.class)
                .single();
    }

    /** Whether just this was entered before, whoever did. */
    boolean has(Cost.Draft draft) {
        return fields(jdbc.sql("""
                select exists (select from channel_cost
                where kind = :kind and from_day = :from and to_day = :to and amount_fen = :amount and target = :target
                  and code_id is not distinct from :code and template_id is not distinct from :template
                  and store_id is not distinct from :store and campaign is not distinct from :campaign
                  and note is not distinct from :note)"""), draft).query(Boolean.class).single();
    }

    void update(long id, Cost.Draft draft) {
        fields(jdbc.sql("""
                update channel_cost set kind = :kind, from_day = :from, to_day = :to, amount_fen = :amount, target = :target,
                    code_id = :code, template_id = :template, store_id = :store, campaign = :campaign, note = :note
                where id = :id"""), draft).param("id", id).update();
    }

    void delete(long id) {
        jdbc.sql("delete from channel_cost where id = :id").param("id", id).update();
    }

    /** The cost, which nobody else changes until the transaction ends. */
    Optional<Cost> lock(long id, DataScope scope) {
        Predicates.Predicate visible = visible(scope);
        return jdbc.sql(SELECT + "where id = :id and " + visible.sql() + " for update")
                .param("id", id)
                .params(visible.parameters())
                .query(CostRows::cost)
                .optional();
    }

    /** The latest first, of those with smaller ids than this. */
    List<Cost> below(Filter filter, long below, int offset, int limit) {
        Predicates.Predicate visible = visible(filter.scope());
        return asked(
                        SELECT + WANTED + visible.sql()
                                + " and id < :below order by id desc limit :limit offset :offset",
                        filter)
                .param("below", below)
                .param("limit", limit)
                .param("offset", offset)
                .params(visible.parameters())
                .query(CostRows::cost)
                .list();
    }

    /** How many there are, and what they come to. */
    record Sum(long count, long amountFen) {}

    Sum sum(Filter filter) {
        Predicates.Predicate visible = visible(filter.scope());
        return asked(
                        "select count(*) as count, coalesce(sum(amount_fen), 0) as amount from channel_cost c " + WANTED
                                + visible.sql(),
                        filter)
                .params(visible.parameters())
                .query((row, number) -> new Sum(row.getLong("count"), row.getLong("amount")))
                .single();
    }

    private JdbcClient.StatementSpec asked(String sql, Filter filter) {
        return jdbc.sql(sql)
                .param("kind", filter.kind() == null ? null : filter.kind().name(), Types.VARCHAR)
                .param(
                        "target",
                        filter.target() == null ? null : filter.target().name(),
                        Types.VARCHAR);
    }

    private static Predicates.Predicate visible(DataScope scope) {
        return Predicates.of(scope, "null::bigint", "c.store_id");
    }

    private static JdbcClient.StatementSpec fields(JdbcClient.StatementSpec statement, Cost.Draft draft) {
        return statement
                .param("kind", draft.kind().name())
                .param("from", draft.fromDay())
                .param("to", draft.toDay())
                .param("amount", draft.amountFen())
                .param("target", draft.target().name())
                .param("code", idOf(draft, Target.CODE), Types.BIGINT)
                .param("template", idOf(draft, Target.TEMPLATE), Types.BIGINT)
                .param("store", idOf(draft, Target.STORE), Types.BIGINT)
                .param("campaign", draft.campaign(), Types.VARCHAR)
                .param("note", draft.note(), Types.VARCHAR);
    }

    private static @Nullable Long idOf(Cost.Draft draft, Target target) {
        return draft.target() == target ? draft.targetId() : null;
    }

    private static Cost cost(ResultSet row, int number) throws SQLException {
        return new Cost(
                row.getLong("id"),
                Kind.valueOf(row.getString("kind")),
                row.getObject("from_day", LocalDate.class),
                row.getObject("to_day", LocalDate.class),
                row.getLong("amount_fen"),
                Target.valueOf(row.getString("target")),
                row.getObject("target_id", Long.class),
                row.getString("campaign"),
                row.getString("note"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
