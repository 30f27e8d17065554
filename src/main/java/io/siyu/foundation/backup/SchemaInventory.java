package io.siyu.foundation.backup;

import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What lies in one schema, read from PostgreSQL's own catalogue. */
final class SchemaInventory {

    private static final String OUR_OWN =
            "not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')";

    private final JdbcClient jdbc;
    private final String schema;

    SchemaInventory(JdbcClient jdbc, String schema) {
        this.jdbc = jdbc;
        this.schema = schema;
    }

    static String present(JdbcClient jdbc) {
        return jdbc.sql("select current_schema()")
                .query(String.class)
                .optional()
                .orElseThrow(() -> new BackupRefused("backup.no_schema"));
    }

    /** @param columns all but the generated ones */
    record Table(String name, List<String> columns) {}

    record ForeignKey(String table, String name, String definition) {}

    boolean isEmpty() {
        return jdbc.sql("select not exists (select from pg_class c where c.relnamespace = :schema::regnamespace and "
                        + OUR_OWN + ")")
                .param("schema", schema)
                .query(Boolean.class)
                .single();
    }

    /** Without partitions: their rows are read and written through the table that they are part of. */
    List<Table> tables() {
        return jdbc.sql("""
                select c.relname, array(select a.attname::text from pg_attribute a
                        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                        order by a.attnum) as columns
                from pg_class c where c.relnamespace = :schema::regnamespace and c.relkind in ('r', 'p')
                  and not c.relispartition and %s order by c.relname""".formatted(OUR_OWN))
                .param("schema", schema)
                .query((row, number) -> new Table(row.getString("relname"), strings(row.getArray("columns"))))
                .list();
    }

    List<Manifest.Partition> partitions() {
        return jdbc.sql("""
                select p.relname as parent, c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound
                from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
                where c.relnamespace = :schema::regnamespace and c.relkind = 'r' and c.relispartition order by 1, 2""")
                .param("schema", schema)
                .query((row, number) ->
                        new Manifest.Partition(row.getString("parent"), row.getString("name"), row.getString("bound")))
                .list();
    }

    /** As they stand now: sequences know no snapshot, so read them after the rows that took numbers from them. */
    List<Manifest.Sequence> sequences() {
        return jdbc
                .sql("select sequencename from pg_sequences where schemaname = :schema order by 1")
                .param("schema", schema)
                .query(String.class)
                .list()
                .stream()
                .map(name -> jdbc.sql("select last_value, is_called from " + quoted(name))
                        .query((row, number) ->
                                new Manifest.Sequence(name, row.getLong("last_value"), row.getBoolean("is_called")))
                        .single())
                .toList();
    }

    List<ForeignKey> foreignKeys() {
        return jdbc.sql("""
                select c.conrelid::regclass::text as on_table, quote_ident(c.conname) as name, pg_get_constraintdef(c.oid) as definition
                from pg_constraint c where c.connamespace = :schema::regnamespace and c.contype = 'f' and c.conparentid = 0
                order by 1, 2""")
                .param("schema", schema)
                .query((row, number) ->
                        new ForeignKey(row.getString("on_table"), row.getString("name"), row.getString("definition")))
                .list();
    }

    /** Tables whose changes write elsewhere besides. */
    List<String> tablesWithTriggers() {
        return jdbc.sql("""
                select distinct c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid
                where c.relnamespace = :schema::regnamespace and not t.tgisinternal order by 1""").param("schema", schema).query(String.class).list();
    }

    String quoted(String name) {
        return quote(schema) + "." + quote(name);
    }

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
