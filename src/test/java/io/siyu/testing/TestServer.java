package io.siyu.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Where the PostgreSQL of the tests runs: beside them, brought along, or in a container with {@code -Dsiyu.test.db=testcontainers}.
 *
 * @param address host and port
 */
record TestServer(String address, String user, String password, Runnable stop) {

    static final String SETTING = "siyu.test.db";

    private static final String IMAGE = "postgres:18";

    /** Quick instead of durable: nothing here outlives the JVM. */
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "max_connections", "400",
            "shared_buffers", "64MB",
            "jit", "off",
            "autovacuum", "off",
            "max_wal_senders", "0",
            "wal_level", "minimal");

    static TestServer start() {
        String kind = System.getProperty(SETTING, "");
        return switch (kind) {
            case "", "embedded" -> embedded();
            case "testcontainers" -> container();
            default -> throw new IllegalStateException("-D" + SETTING + " is embedded or testcontainers, not " + kind);
        };
    }

    String url(String database) {
        return "jdbc:postgresql://" + address + "/" + database + "?user=" + user + "&password=" + password;
    }

    private static TestServer embedded() {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setRegisterShutdownHook(false)
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8");
            SETTINGS.forEach(builder::setServerConfig);
            EmbeddedPostgres server = builder.start();
            return new TestServer("localhost:" + server.getPort(), "postgres", "postgres", () -> close(server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestServer container() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "-D" + SETTING
                            + "=testcontainers needs Docker, and none answers here. Without it the tests bring their own PostgreSQL.");
        }
        List<String> command = new ArrayList<>(List.of("postgres"));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        PostgreSQLContainer server = new PostgreSQLContainer(IMAGE)
                .withUsername("postgres")
                .withPassword("postgres")
                .withEnv("POSTGRES_INITDB_ARGS", "--locale=C --locale-provider=builtin --builtin-locale=C.UTF-8")
                .withCommand(command.toArray(String[]::new));
        server.start();
        String address = server.getHost() + ":" + server.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
        return new TestServer(address, "postgres", "postgres", server::stop);
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
