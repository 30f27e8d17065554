package io.siyu.crash;

import io.siyu.harness.RunningJar;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The application under test, always at the same address, however often it is started. */
final class Site implements AutoCloseable {

    private static final Duration LONGEST_UNPACKING = Duration.ofMinutes(2);

    private final Path jar;
    private final Path dataDir;
    private final Map<String, String> properties;
    private final List<String> machine;
    private volatile RunningJar running;

    /** Starts once and stops in order, so that later starts find their classes read already: it must start often. */
    Site(Path packaged, Path folder) throws IOException, InterruptedException {
        this.jar = unpacked(packaged, folder.resolve("unpacked"));
        this.dataDir = folder.resolve("data");
        this.machine = List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + folder.resolve("classes.jsa"));
        this.properties = Map.of(
                "server.port", Integer.toString(RunningJar.freePort()),
                "siyu.database.port", Integer.toString(RunningJar.freePort()),
                "siyu.sandbox.port", Integer.toString(RunningJar.freePort()),
                "siyu.sandbox", "true");
        start().close();
        this.running = start();
    }

    /** What is killed. */
    enum Victim {
        APPLICATION,
        DATABASE,
        BOTH
    }

    URI url() {
        return running.url();
    }

    Connection connect() throws SQLException, IOException {
        return running.connect();
    }

    /** @return how long it took until the application was healthy again */
    Duration kill(Victim victim) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        if (victim != Victim.APPLICATION) {
            running.killPostgres();
        }
        if (victim == Victim.DATABASE) {
            awaitNoticed();
            running.awaitHealthy();
        } else {
            running.killApplication();
            running = start();
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public void close() {
        running.close();
    }

    /** PostgreSQL's last processes may still answer for a moment after the first one is dead. */
    private void awaitNoticed() throws InterruptedException {
        Thread.sleep(700);
    }

    private RunningJar start() throws IOException {
        return RunningJar.start(jar, dataDir, properties, machine);
    }

    /** The same jar with its libraries beside it, as Boot's own tool lays it out; classes in jars within a jar cannot be shared. */
    private static Path unpacked(Path jar, Path to) throws IOException, InterruptedException {
        Process unpacking = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        to.toString())
                .inheritIO()
                .start();
        if (!unpacking.waitFor(LONGEST_UNPACKING.toSeconds(), TimeUnit.SECONDS) || unpacking.exitValue() != 0) {
            throw new IOException("The jar cannot be unpacked: " + jar);
        }
        return to.resolve(jar.getFileName());
    }
}
