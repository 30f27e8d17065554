package io.siyu.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;

/** The one PostgreSQL of this JVM: quick instead of durable, with a migrated template that is cloned for each use. */
public final class TestDatabase {

    private static final String TEMPLATE = "siyu_template";
    private static final AtomicInteger CLONES = new AtomicInteger();

    private TestDatabase() {}

    /** A new, migrated database that nobody else uses, as a JDBC address with its user. */
    public static String clonedUrl() {
        return create("siyu_" + CLONES.incrementAndGet(), Holder.migrated());
    }

    /** A new database without a single table. */
    public static String emptyUrl() {
        return create("siyu_empty_" + CLONES.incrementAndGet(), "template0");
    }

    private static synchronized String create(String name, String template) {
        execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        return url(name);
    }

    private static String url(String database) {
        return Holder.SERVER.getJdbcUrl("postgres", database) + "&reWriteBatchedInserts=true";
    }

    private static void execute(String sql) {
        try (Connection connection = Holder.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static final class Holder {

        private static final EmbeddedPostgres SERVER = start();
        private static boolean migrated;

        private static synchronized String migrated() {
            if (!migrated) {
                execute("CREATE DATABASE " + TEMPLATE);
                Flyway.configure()
                        .dataSource(SERVER.getDatabase("postgres", TEMPLATE))
                        .locations("classpath:db/migration")
                        .outOfOrder(true)
                        .load()
                        .migrate();
                migrated = true;
            }
            return TEMPLATE;
        }

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setRegisterShutdownHook(false)
                        .setLocaleConfig("locale", "C")
                        .setLocaleConfig("locale-provider", "builtin")
                        .setLocaleConfig("builtin-locale", "C.UTF-8")
                        .setServerConfig("max_connections", "400")
                        .setServerConfig("shared_buffers", "64MB")
                        .setServerConfig("jit", "off")
                        .setServerConfig("autovacuum", "off")
                        .setServerConfig("max_wal_senders", "0")
                        .setServerConfig("wal_level", "minimal")
                        .start();
                // After the contexts are closed: one that lost its database first would wait for it half a minute.
                SpringApplication.getShutdownHandlers().add(() -> stop(server));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
