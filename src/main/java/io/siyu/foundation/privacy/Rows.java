package io.siyu.foundation.privacy;

import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The usual ways to give out and to forget rows by a person's ids and keys. */
public final class Rows {

    private final JdbcClient jdbc;
    private final Person person;

    private Rows(JdbcClient jdbc, Person person) {
        this.jdbc = jdbc;
        this.person = person;
    }

    public static Rows of(JdbcClient jdbc, Person person) {
        return new Rows(jdbc, person);
    }

    /** @param sql may name {@code :ids} and {@code :keys}, both arrays: {@code = any(:ids)} */
    public List<Map<String, Object>> list(String sql) {
        List<Map<String, Object>> rows = statement(sql).query().listOfRows();
        rows.forEach(row -> row.replaceAll((name, value) -> plain(value)));
        return rows;
    }

    /** Arrays and documents of the database as their text. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        boolean known = value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof byte[]
                || value instanceof Date;
        return known ? value : value.toString();
    }

    /** @param sql as in {@link #list} */
    public void update(String sql) {
        statement(sql).update();
    }

    private JdbcClient.StatementSpec statement(String sql) {
        JdbcClient.StatementSpec statement = jdbc.sql(sql);
        if (sql.contains(":ids")) {
            statement = statement.param("ids", person.ids().toArray(Long[]::new));
        }
        return sql.contains(":keys") ? statement.param("keys", person.keys().toArray(String[]::new)) : statement;
    }
}
