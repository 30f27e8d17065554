package io.siyu.foundation.backup;

import io.siyu.foundation.backup.Manifest.Kept;
import io.siyu.foundation.backup.Manifest.Migration;
import io.siyu.foundation.crypto.InstalledKeys;
import io.siyu.foundation.database.DatabaseAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Writes everything as it stood at one moment into one file. Others may go on writing meanwhile: they are not held up, nor seen. */
final class Export {

    private final Surroundings surroundings;
    private final Announcements announcements;

    Export(Surroundings surroundings, Announcements announcements) {
        this.surroundings = surroundings;
        this.announcements = announcements;
    }

    /** @param withKey whether the master key goes into the file as well, so that whoever has the file can read everything */
    Manifest to(Path file, boolean withKey, Instant now) throws SQLException, IOException {
        try (DatabaseAccess database = DatabaseAccess.toRead(surroundings.environment());
                Connection connection = database.connect();
                BackupWriter writer = BackupWriter.to(file)) {
            announcements.say("backup.export.begins", database.address());
            oneMoment(connection);
            Manifest manifest = write(connection, writer, withKey, now);
            writer.finish(manifest);
            announcements.say(
                    "backup.export.done",
                    file.toAbsolutePath().normalize(),
                    manifest.tables().stream().mapToLong(Manifest.Table::rows).sum(),
                    manifest.tables().size(),
                    manifest.files().size());
            announcements.say(manifest.withKey() ? "backup.export.with_key" : "backup.export.without_key");
            return manifest;
        }
    }

    /** A snapshot of what is committed now. Reading only, it has no transaction number, so it stops no reader of a stream. */
    private static void oneMoment(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = connection.createStatement()) {
            statement.execute("set local time zone 'UTC'");
            statement.execute("set local datestyle = 'ISO'");
        }
    }

    private Manifest write(Connection connection, BackupWriter writer, boolean withKey, Instant now)
            throws SQLException, IOException {
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        SchemaInventory inventory = new SchemaInventory(jdbc, SchemaInventory.present(jdbc));
        List<SchemaInventory.Table> tables = inventory.tables();
        if (tables.stream().noneMatch(table -> table.name().equals(Manifest.HISTORY))) {
            throw new BackupRefused("backup.nothing_there");
        }
        hold(jdbc, inventory, tables);
        Optional<byte[]> keyCheck = jdbc.sql("select check_value from crypto_master_key")
                .query(byte[].class)
                .optional();
        String key = withKey ? keyThatFits(keyCheck) : null;
        List<Manifest.Table> copied = copy(connection, writer, inventory, tables);
        List<Kept> files = new KeptFiles(surroundings.dataDir()).writeTo(writer);
        if (key != null) {
            writer.key(key);
        }
        return new Manifest(
                Manifest.FORMAT,
                surroundings.product(),
                connection.getMetaData().getDatabaseProductVersion(),
                now,
                surroundings.zone(),
                jdbc.sql("select epoch from stream_epoch").query(Integer.class).single(),
                keyCheck.map(Base64.getEncoder()::encodeToString).orElse(null),
                key != null,
                migrations(jdbc),
                copied,
                inventory.partitions(),
                inventory.sequences(),
                files);
    }

    /** Nobody drops a table or a partition of it while it is being read. */
    private static void hold(JdbcClient jdbc, SchemaInventory inventory, List<SchemaInventory.Table> tables) {
        jdbc.sql(tables.stream()
                        .map(table -> inventory.quoted(table.name()))
                        .collect(Collectors.joining(", ", "lock table ", " in access share mode")))
                .update();
    }

    private List<Manifest.Table> copy(
            Connection connection, BackupWriter writer, SchemaInventory inventory, List<SchemaInventory.Table> tables)
            throws SQLException, IOException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        List<Manifest.Table> copied = new ArrayList<>();
        for (SchemaInventory.Table table : tables) {
            String columns =
                    table.columns().stream().map(SchemaInventory::quote).collect(Collectors.joining(", "));
            String sql = "copy (select " + columns + " from " + inventory.quoted(table.name()) + ") to stdout";
            Manifest.Table written = writer.table(table, out -> copy.copyOut(sql, out));
            copied.add(written);
            announcements.step(copied.size(), tables.size(), table.name(), written.rows());
        }
        return copied;
    }

    private static List<Migration> migrations(JdbcClient jdbc) {
        return jdbc.sql("select version, checksum from " + Manifest.HISTORY
                        + " where success and version is not null order by installed_rank")
                .query((row, number) -> new Migration(row.getString("version"), row.getInt("checksum")))
                .list();
    }

    private @Nullable String keyThatFits(Optional<byte[]> check) {
        if (check.isEmpty()) {
            return null;
        }
        InstalledKeys keys = surroundings.keys();
        return keys.text()
                .filter(text -> InstalledKeys.fit(text, check.get()))
                .orElseThrow(() -> new BackupRefused("backup.export.key_missing", keys.file()));
    }
}
