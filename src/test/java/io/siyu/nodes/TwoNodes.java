package io.siyu.nodes;

import io.siyu.SiyuApplication;
import io.siyu.testing.Race;
import io.siyu.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole product twice in this JVM, started at the same moment on one database that was empty. */
final class TwoNodes implements AutoCloseable {

    private final String database = TestDatabase.emptyUrl();
    private final List<ConfigurableApplicationContext> nodes;

    TwoNodes() throws SQLException, InterruptedException {
        makeRoomForNotes();
        // Logging belongs to the JVM: two starts at once would set it up in each other's way.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        Race.Finish<ConfigurableApplicationContext> started = Race.of(2, number -> () -> start("node-" + number));
        System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
        if (!started.failures().isEmpty()) {
            started.answers().forEach(ConfigurableApplicationContext::close);
            throw new IllegalStateException(started.failures().getFirst());
        }
        nodes = started.answers();
    }

    ConfigurableApplicationContext one() {
        return nodes.getFirst();
    }

    ConfigurableApplicationContext other() {
        return nodes.getLast();
    }

    List<ConfigurableApplicationContext> both() {
        return nodes;
    }

    JdbcClient jdbc() {
        return one().getBean(JdbcClient.class);
    }

    ConfigurableApplicationContext start(String name) {
        return new SpringApplicationBuilder(SiyuApplication.class)
                .initializers(context -> register((GenericApplicationContext) context, name))
                .run(
                        "--spring.datasource.url=" + database,
                        "--spring.datasource.hikari.maximum-pool-size=12",
                        "--siyu.data-dir=target/test-data/${siyu.test.fork:1}/two-nodes",
                        "--siyu.sandbox=true",
                        "--siyu.sandbox.port=0",
                        "--siyu.demo=false",
                        "--server.port=0",
                        "--spring.main.banner-mode=off");
    }

    @Override
    public void close() {
        nodes.forEach(ConfigurableApplicationContext::close);
    }

    private static void register(GenericApplicationContext context, String name) {
        context.registerBean(NotedStream.class, () -> new NotedStream(context.getBean(JdbcClient.class), name));
        context.registerBean(NotedJob.class, () -> new NotedJob(context.getBean(JdbcClient.class), name));
    }

    /** Beside the product's schema, which must be empty at the start. */
    private void makeRoomForNotes() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                var statement = connection.createStatement()) {
            statement.execute("create schema notes");
            statement.execute("create table notes.seen (row bigint primary key, node text not null)");
            statement.execute("create table notes.batch (number bigint primary key, node text not null)");
        }
    }
}
