package io.siyu.foundation.backup;

import io.siyu.foundation.database.DatabaseAccess;
import io.siyu.foundation.database.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Makes the schema of a backup as it was: by exactly the migrations that it had seen, whatever came between them since. */
final class Migrations {

    private static final String FOLDER = "db/migration";

    private final DatabaseAccess database;
    private final String schema;

    Migrations(DatabaseAccess database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    /** @throws BackupRefused when the backup has seen migrations that this Siyu does not know */
    static void requireKnown(Manifest manifest) throws IOException {
        Map<MigrationVersion, Resource> known = known();
        List<String> strange = manifest.migrations().stream()
                .map(Manifest.Migration::version)
                .filter(version -> !known.containsKey(MigrationVersion.fromVersion(version)))
                .toList();
        if (!strange.isEmpty()) {
            throw new BackupRefused("backup.import.newer_product", manifest.product(), strange.getLast());
        }
    }

    /** @throws BackupRefused when a migration of the same number did something else then */
    void upTo(Manifest manifest) throws IOException {
        Path folder = Files.createTempDirectory("siyu-import");
        try {
            Map<MigrationVersion, Resource> known = known();
            for (Manifest.Migration migration : manifest.migrations()) {
                Resource script = known.get(MigrationVersion.fromVersion(migration.version()));
                if (script != null) {
                    try (InputStream in = script.getInputStream()) {
                        Files.copy(in, folder.resolve(String.valueOf(script.getFilename())));
                    }
                }
            }
            requireSame(manifest, run("filesystem:" + folder));
        } finally {
            Folders.delete(folder);
        }
    }

    /** The rest of this Siyu's migrations, over the rows that came in. */
    void rest() {
        run("classpath:" + FOLDER);
    }

    private Flyway run(String location) {
        Flyway flyway = Flyway.configure()
                .dataSource(new Connections(database))
                .schemas(schema)
                .createSchemas(false)
                .locations(location)
                .outOfOrder(true)
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
        flyway.migrate();
        return flyway;
    }

    private static void requireSame(Manifest manifest, Flyway flyway) {
        Map<String, Integer> then = manifest.migrations().stream()
                .collect(Collectors.toMap(Manifest.Migration::version, Manifest.Migration::checksum));
        for (var applied : flyway.info().applied()) {
            Integer checksum = then.get(String.valueOf(applied.getVersion()));
            if (checksum == null || !checksum.equals(applied.getChecksum())) {
                throw new BackupRefused(
                        "backup.import.other_product", manifest.product(), String.valueOf(applied.getVersion()));
            }
        }
    }

    private static Map<MigrationVersion, Resource> known() throws IOException {
        Map<MigrationVersion, Resource> known = new TreeMap<>();
        for (Resource script :
                new PathMatchingResourcePatternResolver().getResources("classpath*:" + FOLDER + "/**/V*.sql")) {
            String name = String.valueOf(script.getFilename());
            known.put(MigrationVersion.fromVersion(name.substring(1, name.indexOf("__"))), script);
        }
        return known;
    }

    private static final class Connections extends AbstractDataSource {

        private final DatabaseAccess database;

        Connections(DatabaseAccess database) {
            this.database = database;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return database.connect();
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }
}
