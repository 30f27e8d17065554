package io.siyu.foundation.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** Looks at the server before the first migration touches it, so that a wrong one is refused in a sentence. */
@Component
class ServerCheck implements FlywayMigrationStrategy {

    static final int OLDEST = 16;

    private static final String ACTION = "Correct spring.datasource.url, .username and .password,"
            + " or leave them out to use the PostgreSQL that comes with Siyu.";

    private final JdbcConnectionDetails details;

    ServerCheck(JdbcConnectionDetails details) {
        this.details = details;
    }

    @Override
    public void migrate(Flyway flyway) {
        requireUsable();
        flyway.migrate();
    }

    void requireUsable() {
        try (Connection connection =
                DriverManager.getConnection(details.getJdbcUrl(), details.getUsername(), details.getPassword())) {
            DatabaseMetaData server = connection.getMetaData();
            if (server.getDatabaseMajorVersion() < OLDEST) {
                throw new DatabaseUnavailable(
                        "PostgreSQL at " + address() + " is version " + server.getDatabaseProductVersion()
                                + "; Siyu needs " + OLDEST + " or newer.",
                        "Upgrade that server, or set spring.datasource.url to another.");
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailable(sentenceFor(e), ACTION, e);
        }
    }

    private String sentenceFor(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return switch (state) {
            case "28P01", "28000" -> "PostgreSQL at " + address() + " refuses user " + details.getUsername() + ".";
            case "3D000" -> "PostgreSQL answers, but there is no database at " + address() + ".";
            default ->
                state.startsWith("08")
                        ? "No PostgreSQL answers at " + address() + "."
                        : "PostgreSQL at " + address() + " cannot be used: " + e.getMessage();
        };
    }

    /** Without what follows the question mark, where people put passwords. */
    private String address() {
        return details.getJdbcUrl().replaceFirst("\\?.*", "");
    }
}
