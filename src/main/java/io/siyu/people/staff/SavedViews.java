package io.siyu.people.staff;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Lists of the console as people like to see them: one's own, and those that others share. */
@Component
class SavedViews {

    private static final String SELECT = """
            select v.*, u.name as owner_name, v.user_id = :me as mine, d.view_id is not null as by_default
            from staff_view v
            join staff_user u on u.id = v.user_id
            left join staff_view_default d on d.user_id = :me and d.list = v.list and d.view_id = v.id
            where (v.user_id = :me or v.shared)\s""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    SavedViews(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param list the page's address below /console/
     * @param columns the columns shown, in no order; all that a list shows by itself when absent
     */
    record SavedView(
            long id,
            String list,
            String name,
            boolean shared,
            boolean mine,
            String ownerName,
            boolean byDefault,
            Map<String, String> filters,
            @Nullable String sort,
            @Nullable List<String> columns) {}

    /** What a person says about a view. */
    record Draft(
            String name,
            boolean shared,
            Map<String, String> filters,
            @Nullable String sort,
            @Nullable List<String> columns) {}

    /** One's own first, in the order in which they were made. */
    List<SavedView> seenBy(long user) {
        return jdbc.sql(SELECT + "order by v.user_id <> :me, v.id")
                .param("me", user)
                .query(this::view)
                .list();
    }

    Optional<SavedView> find(long user, long id) {
        return jdbc.sql(SELECT + "and v.id = :id")
                .param("me", user)
                .param("id", id)
                .query(this::view)
                .optional();
    }

    long countOf(long user) {
        return jdbc.sql("select count(*) from staff_view where user_id = :me")
                .param("me", user)
                .query(Long.class)
                .single();
    }

    /** @return empty when one has a view of this name there */
    Optional<Long> add(long user, String list, Draft draft) {
        return told(jdbc.sql("""
                insert into staff_view (user_id, list, name, shared, filters, sort, columns, created_at)
                values (:me, :list, :name, :shared, :filters::jsonb, :sort, :columns, :at)
                on conflict (user_id, list, name) do nothing returning id"""), draft)
                .param("me", user)
                .param("list", list)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when its owner has another of this name there */
    void change(long id, Draft draft) {
        told(jdbc.sql("""
                update staff_view set name = :name, shared = :shared, filters = :filters::jsonb, sort = :sort,
                    columns = :columns
                where id = :id"""), draft).param("id", id).update();
    }

    void remove(long id) {
        jdbc.sql("delete from staff_view where id = :id").param("id", id).update();
    }

    /** For this person the list opens with this view from now on. */
    void openWith(long user, SavedView view) {
        jdbc.sql("""
                insert into staff_view_default (user_id, list, view_id) select :me, list, id from staff_view where id = :id
                on conflict (user_id, list) do update set view_id = excluded.view_id""").param("me", user).param("id", view.id()).update();
    }

    void openWithout(long user, SavedView view) {
        jdbc.sql("delete from staff_view_default where user_id = :me and view_id = :id")
                .param("me", user)
                .param("id", view.id())
                .update();
    }

    private JdbcClient.StatementSpec told(JdbcClient.StatementSpec statement, Draft draft) {
        return statement
                .param("name", draft.name().strip())
                .param("shared", draft.shared())
                .param("filters", json.writeValueAsString(draft.filters()))
                .param("sort", draft.sort())
                .param(
                        "columns",
                        draft.columns() == null ? null : draft.columns().toArray(String[]::new));
    }

    private SavedView view(ResultSet row, int number) throws SQLException {
        Array columns = row.getArray("columns");
        return new SavedView(
                row.getLong("id"),
                row.getString("list"),
                row.getString("name"),
                row.getBoolean("shared"),
                row.getBoolean("mine"),
                row.getString("owner_name"),
                row.getBoolean("by_default"),
                json.readValue(row.getString("filters"), new TypeReference<Map<String, String>>() {}),
                row.getString("sort"),
                columns == null ? null : Arrays.asList((String[]) columns.getArray()));
    }
}
