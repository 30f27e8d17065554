package io.siyu.foundation.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the tests of this module do to databases. */
final class Databases {

    private Databases() {}

    static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        execute(postgres.jdbcUrl(), postgres.password(), sql);
    }

    static void execute(String url, String password, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, Cluster.USER, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String one(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Another process that runs the database of this folder. */
    record Neighbour(Process process, String url) {

        static Neighbour on(Path dataDir) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            HeldDatabase.class.getName(),
                            dataDir.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("READY ")) {
                    return new Neighbour(process, line.substring("READY ".length()));
                }
            }
            throw new IOException(
                    "The other process ended with " + process.onExit().join().exitValue());
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }
}
