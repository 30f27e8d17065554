package io.siyu.foundation.integrity;

import io.siyu.shared.RandomCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes rows as no module ever would, in the caller's transaction, which is to be rolled back: constraints of the tables written to
 * are dropped in it, and foreign keys do not count.
 */
final class Damage {

    private static final AtomicLong NUMBERS = new AtomicLong(7_000_000_000L);

    private final JdbcClient jdbc;

    Damage(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql("set local session_replication_role = replica").update();
    }

    private record Column(String name, String type) {}

    /** A number that no row has. */
    static long number() {
        return NUMBERS.incrementAndGet();
    }

    /** A row with these values as SQL, and something for every other column that must have a value. */
    Damage row(String table, Map<String, String> values) {
        free(table);
        Map<String, String> all = new TreeMap<>();
        for (Column column : required(table)) {
            all.put(column.name(), something(column.type()));
        }
        all.putAll(values);
        jdbc.sql("insert into %s (%s) overriding system value values (%s)"
                        .formatted(table, String.join(", ", all.keySet()), String.join(", ", all.values())))
                .update();
        return this;
    }

    /** Also gives a partitioned table a place for every row. */
    private void free(String table) {
        boolean partitioned = jdbc.sql("select relkind = 'p' from pg_class where oid = :table::regclass")
                .param("table", table)
                .query(Boolean.class)
                .single();
        if (partitioned) {
            jdbc.sql("create table %1$s_damage partition of %1$s default".formatted(table))
                    .update();
        }
        List<String> checks =
                jdbc.sql("""
                select conname from pg_constraint where conrelid = :table::regclass and contype = 'c'""").param("table", table).query(String.class).list();
        checks.forEach(check -> jdbc.sql("alter table %s drop constraint %s".formatted(table, check))
                .update());
    }

    private List<Column> required(String table) {
        return jdbc.sql("""
                select column_name, data_type from information_schema.columns
                where table_name = :table and is_nullable = 'NO' and column_default is null and is_identity = 'NO'""")
                .param("table", table)
                .query((row, number) -> new Column(row.getString("column_name"), row.getString("data_type")))
                .list();
    }

    private static String something(String type) {
        return switch (type) {
            case "bigint", "integer", "smallint", "numeric" -> Long.toString(NUMBERS.incrementAndGet() % 30_000);
            case "boolean" -> "false";
            case "jsonb" -> "'{}'";
            case "bytea" -> "'\\x" + Long.toHexString(0x1000_0000_0000L + NUMBERS.incrementAndGet()) + "'";
            case "ARRAY" -> "'{}'";
            case "uuid" -> "gen_random_uuid()";
            case "date" -> "'2020-01-01'";
            case "timestamp with time zone" -> "'2020-01-01'";
            default -> "'" + RandomCode.letters(12) + "'";
        };
    }
}
