package io.siyu.foundation.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the rows of a backup into the empty tables that its migrations made. */
final class TableLoad {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+");
    private static final Pattern BOUND = Pattern.compile("FOR VALUES FROM \\('[^']*'\\) TO \\('[^']*'\\)|DEFAULT");

    /** What PostgreSQL says about rows that cannot be read: they are not what it wrote. */
    private static final String DATA_EXCEPTION = "22";

    private final Connection connection;
    private final JdbcClient jdbc;
    private final SchemaInventory inventory;
    private final Announcements announcements;

    TableLoad(Connection connection, JdbcClient jdbc, SchemaInventory inventory, Announcements announcements) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.inventory = inventory;
        this.announcements = announcements;
    }

    void from(BackupReader backup) throws SQLException, IOException {
        Manifest manifest = backup.manifest();
        Set<String> here =
                inventory.tables().stream().map(SchemaInventory.Table::name).collect(Collectors.toSet());
        // References are checked when they are put back, all rows at once: then no table has to come before another.
        List<SchemaInventory.ForeignKey> references = inventory.foreignKeys();
        references.forEach(key -> jdbc.sql("alter table " + key.table() + " drop constraint " + key.name())
                .update());
        partition(manifest);
        empty(here);
        // What a trigger wrote once is in the backup itself.
        List<String> triggered = inventory.tablesWithTriggers();
        triggers(triggered, "disable");
        copy(backup, here);
        triggers(triggered, "enable");
        references.forEach(
                key -> jdbc.sql("alter table " + key.table() + " add constraint " + key.name() + " " + key.definition())
                        .update());
        goOnCounting(manifest);
    }

    private void triggers(List<String> tables, String turn) {
        tables.forEach(table -> jdbc.sql("alter table " + inventory.quoted(table) + " " + turn + " trigger user")
                .update());
    }

    private void partition(Manifest manifest) {
        Set<String> here =
                inventory.partitions().stream().map(Manifest.Partition::name).collect(Collectors.toSet());
        for (Manifest.Partition partition : manifest.partitions()) {
            if (here.contains(partition.name())) {
                continue;
            }
            if (!NAME.matcher(partition.name()).matches()
                    || !BOUND.matcher(partition.bound()).matches()) {
                throw new BackupRefused("backup.damaged", partition.name());
            }
            jdbc.sql("create table " + inventory.quoted(partition.name()) + " partition of "
                            + inventory.quoted(partition.parent()) + " " + partition.bound())
                    .update();
        }
    }

    /** Migrations put first rows into some. */
    private void empty(Set<String> tables) {
        jdbc.sql(tables.stream().map(inventory::quoted).collect(Collectors.joining(", ", "truncate ", "")))
                .update();
    }

    private void copy(BackupReader backup, Set<String> here) throws SQLException, IOException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        List<Manifest.Table> tables = backup.manifest().tables();
        int number = 0;
        for (Manifest.Table table : tables) {
            number++;
            if (!here.contains(table.name())) {
                announcements.say("backup.import.foreign_table", table.name());
                continue;
            }
            String columns =
                    table.columns().stream().map(SchemaInventory::quote).collect(Collectors.joining(", ", " (", ")"));
            String sql = "copy " + inventory.quoted(table.name()) + columns + " from stdin";
            if (rows(backup, table, sql, copy) != table.rows()) {
                throw new BackupRefused("backup.damaged", table.name());
            }
            announcements.step(number, tables.size(), table.name(), table.rows());
        }
    }

    private static long rows(BackupReader backup, Manifest.Table table, String sql, CopyManager copy)
            throws SQLException, IOException {
        try {
            return backup.<SQLException>read(table.entry(), table.sha256(), in -> copy.copyIn(sql, in));
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith(DATA_EXCEPTION)) {
                throw new BackupRefused("backup.damaged", table.name());
            }
            throw e;
        }
    }

    private void goOnCounting(Manifest manifest) {
        for (Manifest.Sequence sequence : manifest.sequences()) {
            jdbc.sql("select setval(c.oid, :value, :called) from pg_class c where c.oid = to_regclass(:name)")
                    .param("value", sequence.lastValue())
                    .param("called", sequence.called())
                    .param("name", inventory.quoted(sequence.name()))
                    .query((row, index) -> row.getLong(1))
                    .list();
        }
    }
}
