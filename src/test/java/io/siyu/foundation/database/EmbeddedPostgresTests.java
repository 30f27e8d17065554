package io.siyu.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTests {

    @TempDir
    Path dataDir;

    @Test
    void the_data_survives_a_restart_and_is_durable_and_private() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dataDir, 0)) {
            execute(postgres, "create table kept as select 7 as answer");
            assertThat(one(postgres, "select current_setting('fsync') || current_setting('synchronous_commit')"))
                    .isEqualTo("onon");
            assertThat(one(postgres, "select current_setting('listen_addresses')"))
                    .isEqualTo("127.0.0.1");
            assertThat(one(postgres, "select datlocale from pg_database where datname = 'siyu'"))
                    .isEqualTo("C.UTF-8");
            assertThat(one(postgres, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(dataDir.resolve("keys").resolve("database-password"))))
                .isEqualTo("rw-------");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dataDir, 0)) {
            assertThat(one(postgres, "select answer from kept")).isEqualTo("7");
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = open(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = open(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection open(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }
}
