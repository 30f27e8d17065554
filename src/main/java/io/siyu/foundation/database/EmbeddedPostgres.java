package io.siyu.foundation.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL that comes with Siyu, running on its folder from start to close; started again when it dies alone. */
final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String DATABASE = "siyu";
    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    /** Written out even where they are PostgreSQL's defaults: losing data must take an edit here. */
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "shared_buffers", "160MB",
            "random_page_cost", "1.1",
            "jit", "off",
            "log_min_messages", "log",
            "log_checkpoints", "off"));

    private final FolderLock lock;
    private final PostgresPrograms programs;
    private final Cluster cluster;
    private final Postmaster postmaster;
    private final Path logFile;
    private final int port;
    private final Thread watch;
    private volatile boolean closing;

    /**
     * Starts the server, making its folder first where there is none.
     *
     * @param port the port on 127.0.0.1, or 0 for any free one
     */
    static EmbeddedPostgres start(Path dataDir, int port) {
        try {
            Files.createDirectories(dataDir);
            Path real = dataDir.toRealPath();
            Path home = Folders.ownersOnly(real.resolve("pg"));
            FolderLock lock = FolderLock.on(home);
            try {
                return new EmbeddedPostgres(lock, real, home, port);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres(FolderLock lock, Path dataDir, Path home, int wantedPort) throws IOException {
        this.lock = lock;
        programs = PostgresPrograms.unpackedIn(home);
        cluster = Cluster.in(dataDir, home, programs);
        postmaster = new Postmaster(cluster.folder());
        logFile = home.resolve("postgres.log");
        postmaster.clearAway();
        port = wantedPort == 0 ? startOnFreePort() : startOn(requireFree(wantedPort));
        try {
            createDatabase();
        } catch (SQLException e) {
            stopServer();
            throw new DatabaseUnavailable(
                    "PostgreSQL runs on " + cluster.folder() + " but does not let Siyu in: " + e.getMessage(),
                    "Restore the folder 'keys' from the same backup as the data.",
                    e);
        }
        watch = Thread.ofPlatform().daemon().name("postgres-watch").start(this::watch);
        log.info("PostgreSQL {} runs on 127.0.0.1:{}, data in {}", Cluster.MAJOR, port, cluster.folder());
    }

    String jdbcUrl() {
        return jdbcUrl(port, DATABASE);
    }

    String user() {
        return Cluster.USER;
    }

    String password() {
        try {
            return cluster.password();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        closing = true;
        try {
            watch.join(Duration.ofMinutes(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            stopServer();
        } finally {
            lock.close();
        }
    }

    static String jdbcUrl(int port) {
        return jdbcUrl(port, DATABASE);
    }

    private static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?reWriteBatchedInserts=true";
    }

    /** The port found free may be gone a moment later. */
    private int startOnFreePort() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int candidate = freePort();
            try {
                return startOn(candidate);
            } catch (DatabaseUnavailable e) {
                if (attempt == 3 || isFree(candidate)) {
                    throw e;
                }
            }
        }
    }

    private int startOn(int port) throws IOException {
        if (Files.exists(logFile)) {
            Files.move(logFile, logFile.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        String options = SETTINGS.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" ", "-p " + port + " ", ""));
        // Five minutes: after a crash it first replays its log.
        PostgresPrograms.Outcome started = programs.run(
                "pg_ctl",
                "start",
                "-w",
                "-t",
                "300",
                "-D",
                cluster.folder().toString(),
                "-l",
                logFile.toString(),
                "-o",
                options);
        if (!started.succeeded()) {
            throw new DatabaseUnavailable(
                    "PostgreSQL did not start on " + cluster.folder() + ": " + complaint(started.output()),
                    "Its log is " + logFile + ".");
        }
        return port;
    }

    private String complaint(String output) throws IOException {
        List<String> lines = Files.exists(logFile)
                ? Files.readAllLines(logFile)
                : output.lines().toList();
        return lines.stream()
                .filter(line -> line.contains("FATAL") || line.contains("could not"))
                .reduce((before, line) -> line)
                .orElseGet(() -> lines.isEmpty() ? output : lines.getLast());
    }

    private void stopServer() throws IOException {
        if (!postmaster.running()) {
            return;
        }
        PostgresPrograms.Outcome stopped = programs.run(
                "pg_ctl",
                "stop",
                "-w",
                "-t",
                "120",
                "-m",
                "fast",
                "-D",
                cluster.folder().toString());
        if (!stopped.succeeded()) {
            log.warn("PostgreSQL did not stop: {}", stopped.output());
        }
    }

    private void createDatabase() throws SQLException, IOException {
        try (Connection connection =
                        DriverManager.getConnection(jdbcUrl(port, "postgres"), Cluster.USER, cluster.password());
                Statement statement = connection.createStatement()) {
            boolean there = statement
                    .executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")
                    .next();
            if (!there) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        }
    }

    private void watch() {
        Duration pause = HEARTBEAT;
        while (!closing) {
            Waiting.until(pause, () -> closing);
            if (closing || postmaster.running()) {
                continue;
            }
            try {
                log.warn("PostgreSQL died; starting it again on port {}", port);
                postmaster.clearAway();
                startOn(port);
                log.info("PostgreSQL runs again on port {}", port);
                pause = HEARTBEAT;
            } catch (IOException | RuntimeException e) {
                // Its orphaned backends hold the shared memory for a moment, so the first try may fail.
                log.warn("PostgreSQL could not be started again yet: {}", e.getMessage());
                pause = Duration.ofSeconds(1);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int requireFree(int port) {
        if (!isFree(port)) {
            throw new DatabaseUnavailable(
                    "Port " + port + " of 127.0.0.1, where PostgreSQL should listen, is taken by another program.",
                    "Set siyu.database.port to a free port, or to 0 for any.");
        }
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
