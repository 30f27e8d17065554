package io.siyu.foundation.backup;

import io.siyu.foundation.crypto.InstalledKeys;
import io.siyu.foundation.database.DatabaseAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings a backup into an empty database. Until the last step nothing of it can be seen, and whatever goes wrong leaves nothing behind. */
final class Import {

    private final Surroundings surroundings;
    private final Announcements announcements;

    Import(Surroundings surroundings, Announcements announcements) {
        this.surroundings = surroundings;
        this.announcements = announcements;
    }

    void from(Path file, Instant now) throws SQLException, IOException {
        try (BackupReader backup = BackupReader.of(file)) {
            Manifest manifest = backup.manifest();
            announcements.say(
                    "backup.import.begins",
                    file.toAbsolutePath().normalize(),
                    manifest.product(),
                    manifest.server(),
                    manifest.exportedAt().toString());
            Migrations.requireKnown(manifest);
            if (!manifest.zone().equals(surroundings.zone())) {
                throw new BackupRefused("backup.import.other_zone", manifest.zone(), surroundings.zone());
            }
            Optional<String> newKey = keyToKeep(backup);
            try (DatabaseAccess database = DatabaseAccess.toFill(surroundings.environment());
                    Connection connection = database.connect()) {
                fill(database, connection, backup, newKey);
                announcements.say("backup.import.done", database.address());
                new RestoredBooks(connection, announcements).look(now);
            }
        }
    }

    /**
     * The key that came along, when this installation has none.
     *
     * @throws BackupRefused when what is inside could not be opened here
     */
    private Optional<String> keyToKeep(BackupReader backup) throws IOException {
        Manifest manifest = backup.manifest();
        if (manifest.keyCheck() == null) {
            return Optional.empty();
        }
        byte[] check = Base64.getDecoder().decode(manifest.keyCheck());
        InstalledKeys installed = surroundings.keys();
        Optional<String> here = installed.text();
        if (here.isPresent()) {
            if (!InstalledKeys.fit(here.get(), check)) {
                throw new BackupRefused("backup.import.other_key", installed.file());
            }
            return Optional.empty();
        }
        if (!manifest.withKey()) {
            throw new BackupRefused("backup.import.no_key", installed.file());
        }
        return Optional.of(backup.key());
    }

    private void fill(DatabaseAccess database, Connection connection, BackupReader backup, Optional<String> newKey)
            throws SQLException, IOException {
        SingleConnectionDataSource source = new SingleConnectionDataSource(connection, true);
        JdbcClient jdbc = JdbcClient.create(source);
        String target = SchemaInventory.present(jdbc);
        Staging staging = new Staging(jdbc, new TransactionTemplate(new DataSourceTransactionManager(source)), target);
        KeptFiles files = new KeptFiles(surroundings.dataDir());
        requireEmpty(jdbc, target, database);
        staging.begin();
        try {
            Migrations migrations = new Migrations(database, Staging.SCHEMA);
            migrations.upTo(backup.manifest());
            new TableLoad(connection, jdbc, new SchemaInventory(jdbc, Staging.SCHEMA), announcements).from(backup);
            migrations.rest();
            raiseEpoch(jdbc);
            files.unpack(backup);
            requireEmpty(jdbc, target, database);
            newKey.ifPresent(surroundings.keys()::keep);
            files.settle(backup.manifest().files());
            staging.publish();
        } catch (SQLException | IOException | RuntimeException e) {
            giveUp(staging, files, e);
            throw e;
        }
    }

    /** What cannot be cleared away now is thrown away by the next import. */
    private static void giveUp(Staging staging, KeptFiles files, Exception reason) {
        try {
            files.forget();
            staging.discard();
        } catch (IOException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private static void requireEmpty(JdbcClient jdbc, String schema, DatabaseAccess database) {
        if (!new SchemaInventory(jdbc, schema).isEmpty()) {
            throw new BackupRefused("backup.import.not_empty", database.address());
        }
    }

    /** Transaction numbers start anew here: rows written from now on belong behind all that came in. */
    private static void raiseEpoch(JdbcClient jdbc) {
        jdbc.sql("""
                update stream_epoch set epoch = epoch + 1, system_identifier = control.system_identifier
                from pg_control_system() control""").update();
    }
}
