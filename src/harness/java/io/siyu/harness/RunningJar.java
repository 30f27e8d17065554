package io.siyu.harness;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The application started by {@code java -jar} on a data folder, with the PostgreSQL that comes with it. */
public final class RunningJar implements AutoCloseable {

    /** The administrator's password of every data folder that is made by this class. */
    public static final String ADMIN_PASSWORD = "Harness-only-4711";

    private static final Duration LONGEST_START = Duration.ofMinutes(10);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(1);

    private final Process process;
    private final Path dataDir;
    private final int port;
    private final int databasePort;
    private final Duration startTime;

    private RunningJar(Process process, Path dataDir, int port, int databasePort, Duration startTime) {
        this.process = process;
        this.dataDir = dataDir;
        this.port = port;
        this.databasePort = databasePort;
        this.startTime = startTime;
    }

    /**
     * Returns when the application is healthy.
     *
     * @param properties of the application, on top of free ports, no demo, and connections that live as long as the client likes
     */
    public static RunningJar start(Path jar, Path dataDir, Map<String, String> properties) throws IOException {
        return start(jar, dataDir, properties, List.of());
    }

    /** @param machine options of the Java machine itself */
    public static RunningJar start(Path jar, Path dataDir, Map<String, String> properties, List<String> machine)
            throws IOException {
        Files.createDirectories(dataDir);
        Map<String, String> all = new TreeMap<>(Map.of(
                "siyu.data-dir", dataDir.toString(),
                "siyu.demo", "false",
                "siyu.sandbox.port", Integer.toString(freePort()),
                "siyu.database.port", Integer.toString(freePort()),
                "server.port", Integer.toString(freePort()),
                "server.tomcat.max-keep-alive-requests", "-1"));
        all.putAll(properties);
        int port = Integer.parseInt(all.get("server.port"));
        int databasePort = Integer.parseInt(all.get("siyu.database.port"));
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(machine);
        command.addAll(List.of("-jar", jar.toString()));
        all.forEach((name, value) -> command.add("--" + name + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(
                dataDir.resolve("application.log").toFile()));
        builder.environment().put("SIYU_ADMIN_PASSWORD", ADMIN_PASSWORD);
        long begun = System.nanoTime();
        Process process = builder.start();
        awaitHealthy(process, port, dataDir);
        Duration startTime = Duration.ofNanos(System.nanoTime() - begun);
        return new RunningJar(process, dataDir, port, databasePort, startTime);
    }

    /** From the start of the process to its first 200 on {@code /actuator/health}. */
    public Duration startTime() {
        return startTime;
    }

    public Path dataDir() {
        return dataDir;
    }

    /** Where it listens: {@code http://127.0.0.1:<port>}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** PostgreSQL's first process, the parent of all its others. */
    public long postgresPid() throws IOException {
        Path pidFile = dataDir.resolve("pg").resolve("18").resolve("postmaster.pid");
        return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    }

    /** What the simulated platforms and the application know of each other. */
    public Properties sandboxKeys() throws IOException {
        Properties keys = new Properties();
        try (Reader reader = Files.newBufferedReader(dataDir.resolve("keys").resolve("sandbox.properties"))) {
            keys.load(reader);
        }
        return keys;
    }

    /** A new connection to the application's database. */
    public Connection connect() throws SQLException, IOException {
        String password = Files.readString(dataDir.resolve("keys").resolve("database-password"))
                .strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + databasePort + "/siyu", "siyu", password);
    }

    /** {@code kill -9}; PostgreSQL stays. */
    public void killApplication() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** {@code kill -9} of PostgreSQL's first process; the application stays. */
    public void killPostgres() throws IOException {
        ProcessHandle.of(postgresPid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Returns when the application is healthy, its database too. */
    public void awaitHealthy() throws IOException {
        awaitHealthy(process, port, dataDir);
    }

    /** Stops in order, PostgreSQL too. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@link #close}, for one that has much to write when it ends. */
    public void stop() throws InterruptedException {
        process.destroy();
        process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void awaitHealthy(Process process, int port, Path dataDir) throws IOException {
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!healthy(http, health)) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    process.destroyForcibly();
                    throw new IOException("The application did not start; see " + dataDir.resolve("application.log"));
                }
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static boolean healthy(HttpClient http, HttpRequest health) throws InterruptedException {
        try {
            return http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
