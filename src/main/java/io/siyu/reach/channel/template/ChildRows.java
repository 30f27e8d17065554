package io.siyu.reach.channel.template;

import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Which code follows which template, for whom, and in which fields it does not. */
@Component
class ChildRows {

    private static final String SELECT =
            "select code_id, template_id, store_id, staff_id, overridden from channel_template_child ";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ChildRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A code of a template.
     *
     * @param store whose code it is, or absent
     * @param guide whose code it is, or absent
     * @param overridden the fields that do not follow
     */
    record Child(
            long codeId,
            long templateId,
            @Nullable StoreId store,
            @Nullable StaffId guide,
            Set<String> overridden) {

        long ownerId() {
            if (store != null) {
                return store.value();
            }
            return guide == null ? 0 : guide.value();
        }
    }

    /** @throws org.springframework.dao.DuplicateKeyException when one of the stores or guides has its code already */
    void insert(List<Child> children) {
        if (!children.isEmpty()) {
            jdbc.sql("""
                    insert into channel_template_child (code_id, template_id, store_id, staff_id, overridden)
                    select code, template, store, staff, overridden
                    from jsonb_to_recordset(:children::jsonb) as c(code bigint, template bigint, store bigint, staff bigint,
                        overridden text[])""")
                    .param(
                            "children",
                            json.writeValueAsString(
                                    children.stream().map(Row::of).toList()))
                    .update();
        }
    }

    private record Row(
            long code,
            long template,
            @Nullable Long store,
            @Nullable Long staff,
            List<String> overridden) {

        static Row of(Child child) {
            return new Row(
                    child.codeId(),
                    child.templateId(),
                    child.store() == null ? null : child.store().value(),
                    child.guide() == null ? null : child.guide().value(),
                    child.overridden().stream().sorted().toList());
        }
    }

    Optional<Child> find(long codeId) {
        return jdbc.sql(SELECT + "where code_id = :code")
                .param("code", codeId)
                .query(ChildRows::child)
                .optional();
    }

    /** The next codes of a template, in the order of their ids. */
    List<Long> after(long templateId, long codeId, int size) {
        return jdbc.sql("""
                select code_id from channel_template_child where template_id = :template and code_id > :after
                order by code_id limit :size""")
                .param("template", templateId)
                .param("after", codeId)
                .param("size", size)
                .query(Long.class)
                .list();
    }

    long count(long templateId) {
        return jdbc.sql("select count(*) from channel_template_child where template_id = :template")
                .param("template", templateId)
                .query(Long.class)
                .single();
    }

    /** The codes of these stores and guides. */
    List<Long> ofOwners(Collection<StoreId> stores, Collection<StaffId> staff) {
        return jdbc.sql("""
                select code_id from channel_template_child
                where store_id = any(:stores) or staff_id = any(:staff) order by code_id""")
                .param("stores", stores.stream().mapToLong(StoreId::value).toArray())
                .param("staff", staff.stream().mapToLong(StaffId::value).toArray())
                .query(Long.class)
                .list();
    }

    /** Those of these stores or guides that have a code of the template, with its number. */
    List<Child> ofTemplate(long templateId, Collection<Long> owners) {
        return jdbc.sql(SELECT + """
                where template_id = :template and coalesce(store_id, staff_id) = any(:owners)""")
                .param("template", templateId)
                .param("owners", owners.stream().mapToLong(Long::longValue).toArray())
                .query(ChildRows::child)
                .list();
    }

    /** Which templates these codes follow, in the order in which they are locked. */
    List<Long> templatesOf(Collection<Long> codeIds) {
        return jdbc.sql("""
                select distinct template_id from channel_template_child where code_id = any(:codes) order by template_id""")
                .param("codes", codeIds.stream().mapToLong(Long::longValue).toArray())
                .query(Long.class)
                .list();
    }

    /** Those of these codes that follow a template, in the order of their ids. */
    List<Child> all(Collection<Long> codeIds) {
        return jdbc.sql(SELECT + "where code_id = any(:codes) order by code_id")
                .param("codes", codeIds.stream().mapToLong(Long::longValue).toArray())
                .query(ChildRows::child)
                .list();
    }

    /** Those of these codes that follow the template, in the order of their ids. */
    List<Long> among(long templateId, Collection<Long> codeIds) {
        return jdbc.sql("""
                select code_id from channel_template_child where template_id = :template and code_id = any(:codes)
                order by code_id""")
                .param("template", templateId)
                .param("codes", codeIds.stream().mapToLong(Long::longValue).toArray())
                .query(Long.class)
                .list();
    }

    /** From now on these fields stay as they are in the code. A code without a template has nothing to do with it. */
    void override(long codeId, Collection<String> fields) {
        jdbc.sql("""
                update channel_template_child
                set overridden = (select array_agg(distinct field order by field) from unnest(overridden || :fields::text[]) field)
                where code_id = :code and not overridden @> :fields::text[]""")
                .param("code", codeId)
                .param("fields", fields.toArray(String[]::new))
                .update();
    }

    /** From now on these fields follow again. */
    void release(long codeId, Collection<String> fields) {
        jdbc.sql("""
                update channel_template_child
                set overridden = array(select field from unnest(overridden) field where field <> all(:fields::text[]))
                where code_id = :code""")
                .param("code", codeId)
                .param("fields", fields.toArray(String[]::new))
                .update();
    }

    private static Child child(ResultSet row, int number) throws SQLException {
        Long store = row.getObject("store_id", Long.class);
        Long staff = row.getObject("staff_id", Long.class);
        return new Child(
                row.getLong("code_id"),
                row.getLong("template_id"),
                store == null ? null : new StoreId(store),
                staff == null ? null : new StaffId(staff),
                texts(row.getArray("overridden")));
    }

    private static Set<String> texts(Array array) throws SQLException {
        return new LinkedHashSet<>(Arrays.asList((String[]) array.getArray()));
    }
}
