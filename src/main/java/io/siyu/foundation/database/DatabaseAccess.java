package io.siyu.foundation.database;

import io.siyu.foundation.database.DatabaseConfiguration.EmbeddedConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** The database as an errand of the command line reaches it, without the application around it. */
public final class DatabaseAccess implements AutoCloseable {

    private final JdbcConnectionDetails details;
    private final @Nullable EmbeddedPostgres own;

    private DatabaseAccess(JdbcConnectionDetails details, @Nullable EmbeddedPostgres own) {
        this.details = details;
        this.own = own;
        try {
            new ServerCheck(details).requireUsable();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * To look at what is there: the server of a running application is joined, one that is stopped is started for as long as it takes.
     *
     * @throws DatabaseUnavailable also when there is no data at all
     */
    public static DatabaseAccess toRead(Environment environment) {
        Optional<JdbcConnectionDetails> configured = configured(environment);
        if (configured.isPresent()) {
            return new DatabaseAccess(configured.get(), null);
        }
        Path dataDir = dataDir(environment);
        if (!Files.isDirectory(dataDir.resolve("pg"))) {
            throw new DatabaseUnavailable(
                    "There is no data in " + dataDir.toAbsolutePath().normalize() + ".",
                    "Name the right folder with siyu.data-dir, or the right database with spring.datasource.url.");
        }
        try {
            return started(dataDir, environment);
        } catch (FolderInUse inUse) {
            return new DatabaseAccess(joined(dataDir, inUse), null);
        }
    }

    /** To write a whole new content: nobody else may be at work in the folder. */
    public static DatabaseAccess toFill(Environment environment) {
        return configured(environment)
                .map(details -> new DatabaseAccess(details, null))
                .orElseGet(() -> started(dataDir(environment), environment));
    }

    public static Path dataDir(Environment environment) {
        return Path.of(environment.getProperty("siyu.data-dir", "./data"));
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(details.getJdbcUrl(), details.getUsername(), details.getPassword());
    }

    /** Without what follows the question mark, where people put passwords. */
    public String address() {
        return details.getJdbcUrl().replaceFirst("\\?.*", "");
    }

    @Override
    public void close() {
        if (own == null) {
            return;
        }
        try {
            own.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DatabaseAccess started(Path dataDir, Environment environment) {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(dataDir, environment.getProperty("siyu.database.port", Integer.class, 0));
        return new DatabaseAccess(
                new EmbeddedConnection(postgres.jdbcUrl(), postgres.user(), postgres.password()), postgres);
    }

    private static JdbcConnectionDetails joined(Path dataDir, FolderInUse inUse) {
        try {
            Path real = dataDir.toRealPath();
            Path cluster = real.resolve("pg").resolve(Integer.toString(Cluster.MAJOR));
            int port = new Postmaster(cluster).port().orElseThrow(() -> inUse);
            String password = Files.readString(real.resolve("keys").resolve("database-password"));
            return new EmbeddedConnection(EmbeddedPostgres.jdbcUrl(port), Cluster.USER, password.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<JdbcConnectionDetails> configured(Environment environment) {
        String url = environment.getProperty("spring.datasource.url");
        return StringUtils.hasText(url) ? Optional.of(new Configured(url, environment)) : Optional.empty();
    }

    private record Configured(String jdbcUrl, Environment environment) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return jdbcUrl;
        }

        @Override
        public @Nullable String getUsername() {
            return environment.getProperty("spring.datasource.username");
        }

        @Override
        public @Nullable String getPassword() {
            return environment.getProperty("spring.datasource.password");
        }
    }
}
