package io.siyu.testing;

import java.sql.Connection;
import java.sql.DriverManager;
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
        return Holder.SERVER.url(name) + "&reWriteBatchedInserts=true";
    }

    private static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(Holder.SERVER.url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static final class Holder {

        private static final TestServer SERVER = start();
        private static boolean migrated;

        private static synchronized String migrated() {
            if (!migrated) {
                execute("CREATE DATABASE " + TEMPLATE);
                Flyway.configure()
                        .dataSource(SERVER.url(TEMPLATE), null, null)
                        .locations("classpath:db/migration")
                        .outOfOrder(true)
                        .load()
                        .migrate();
                migrated = true;
            }
            return TEMPLATE;
        }

        private static TestServer start() {
            TestServer server = TestServer.start();
            // After the contexts are closed: one that lost its database first would wait for it half a minute.
            SpringApplication.getShutdownHandlers().add(server.stop());
            return server;
        }
    }
}
