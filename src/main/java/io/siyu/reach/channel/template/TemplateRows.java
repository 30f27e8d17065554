package io.siyu.reach.channel.template;

import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.reach.channel.template.CodeTemplate.Target;
import io.siyu.shared.DomainException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Templates in the database. */
@Component
class TemplateRows {

    private static final String SELECT = """
            select id, name, target, automatic, store_ids, draft::text as draft, version, created_at, archived_at
            from channel_template\s""";

    private static final String MATCHING = """
            where (archived_at is not null) = :archived and position(lower(:name) in lower(name)) > 0
              and (:target::text is null or target = :target)\s""";

    private static final CodeDraft BLANK =
            new CodeDraft("", List.of(), null, Set.of(), "", WelcomePlan.NONE, false, null);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    TemplateRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What an operator says of a template. */
    record Draft(String name, Target target, boolean automatic, Set<Long> storeIds, CodeDraft code) {}

    /** @throws DomainException at the name, when another template has it */
    long insert(Draft draft, Instant now) {
        return unique(() -> fields(jdbc.sql("""
                        insert into channel_template (name, target, automatic, store_ids, draft, created_at)
                        values (:name, :target, :automatic, :stores, :draft::jsonb, :now) returning id"""), draft)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single());
    }

    /** What its codes are for cannot be changed. */
    void update(long id, Draft draft) {
        unique(() -> fields(jdbc.sql("""
                        update channel_template set name = :name, automatic = :automatic, store_ids = :stores,
                            draft = :draft::jsonb, version = version + 1
                        where id = :id and target = :target"""), draft).param("id", id).update());
    }

    void archive(long id, @Nullable Instant at) {
        unique(() -> jdbc.sql("update channel_template set archived_at = :at::timestamptz where id = :id")
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update());
    }

    /** @throws DomainException when there is none */
    CodeTemplate require(long id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(this::template)
                .optional()
                .orElseThrow(TemplateRows::gone);
    }

    /**
     * The template, which nobody else makes codes by or changes until the transaction ends. Whoever only lets codes follow it may do so
     * meanwhile.
     */
    CodeTemplate lock(long id) {
        return jdbc.sql(SELECT + "where id = :id for no key update")
                .param("id", id)
                .query(this::template)
                .optional()
                .orElseThrow(TemplateRows::gone);
    }

    /** The template, which nobody changes until the transaction ends. */
    CodeTemplate hold(long id) {
        return jdbc.sql(SELECT + "where id = :id for share")
                .param("id", id)
                .query(this::template)
                .optional()
                .orElseThrow(TemplateRows::gone);
    }

    /**
     * Which templates.
     *
     * @param name part of it; empty: any
     * @param target absent: any
     */
    record Filter(boolean archived, String name, @Nullable Target target) {}

    List<CodeTemplate> page(Filter filter, int page, int size) {
        return asked(SELECT + MATCHING + "order by id desc limit :size offset :offset", filter)
                .param("size", size)
                .param("offset", (long) page * size)
                .query(this::template)
                .list();
    }

    long count(Filter filter) {
        return asked("select count(*) from channel_template " + MATCHING, filter)
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec asked(String sql, Filter filter) {
        return jdbc.sql(sql)
                .param("archived", filter.archived())
                .param("name", filter.name())
                .param(
                        "target",
                        filter.target() == null ? null : filter.target().name(),
                        Types.VARCHAR);
    }

    /** Those that make codes by themselves. */
    List<Long> automatic() {
        return jdbc.sql("select id from channel_template where automatic and archived_at is null order by id")
                .query(Long.class)
                .list();
    }

    List<CodeTemplate> open() {
        return jdbc.sql(SELECT + "where archived_at is null order by id")
                .query(this::template)
                .list();
    }

    private static <T> T unique(Supplier<T> write) {
        try {
            return write.get();
        } catch (DuplicateKeyException e) {
            throw DomainException.conflict("channel.template.name_taken").at("name");
        }
    }

    private static DomainException gone() {
        return DomainException.notFound("channel.template.not_found");
    }

    private JdbcClient.StatementSpec fields(JdbcClient.StatementSpec statement, Draft draft) {
        return statement
                .param("name", draft.name().strip())
                .param("target", draft.target().name())
                .param("automatic", draft.automatic())
                .param(
                        "stores",
                        draft.storeIds().stream()
                                .mapToLong(Long::longValue)
                                .sorted()
                                .toArray())
                .param("draft", json.writeValueAsString(draft.code()));
    }

    private CodeTemplate template(ResultSet row, int number) throws SQLException {
        Timestamp archivedAt = row.getTimestamp("archived_at");
        Long[] stores = (Long[]) row.getArray("store_ids").getArray();
        return new CodeTemplate(
                row.getLong("id"),
                row.getString("name"),
                Target.valueOf(row.getString("target")),
                row.getBoolean("automatic"),
                new LinkedHashSet<>(Arrays.asList(stores)),
                draft(row.getString("draft")),
                row.getInt("version"),
                row.getTimestamp("created_at").toInstant(),
                archivedAt == null ? null : archivedAt.toInstant());
    }

    /** A template that was kept before there was some setting has the blank one. */
    private CodeDraft draft(String kept) {
        ObjectNode whole = json.valueToTree(BLANK);
        ((ObjectNode) json.readTree(kept)).properties().forEach(field -> whole.set(field.getKey(), field.getValue()));
        return json.treeToValue(whole, CodeDraft.class);
    }
}
