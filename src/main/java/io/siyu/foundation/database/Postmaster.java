package io.siyu.foundation.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the postmaster.pid of a folder says, and whether that process really is the PostgreSQL of this folder. */
final class Postmaster {

    enum Standing {
        /** No such process. */
        GONE,
        /** A PostgreSQL started on this folder. */
        OURS,
        /** A process that shows no command line: it is ending, or ended and not yet collected. */
        VANISHING,
        /** Another program that was given the number since. */
        FOREIGN
    }

    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    private static final boolean SHOWS_COMMAND_LINES =
            ProcessHandle.current().info().commandLine().isPresent();

    private static final int PORT_LINE = 3;

    private final Path cluster;

    Postmaster(Path cluster) {
        this.cluster = cluster;
    }

    boolean running() {
        return pid().map(this::standing).orElse(Standing.GONE) == Standing.OURS;
    }

    Optional<Long> pid() {
        try {
            List<String> lines = Files.readAllLines(file());
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.getFirst().strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Where it listens, once it does. */
    Optional<Integer> port() {
        try {
            List<String> lines = Files.readAllLines(file());
            return lines.size() <= PORT_LINE
                    ? Optional.empty()
                    : Optional.of(Integer.parseInt(lines.get(PORT_LINE).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    Standing standing(long pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return Standing.GONE;
        }
        ProcessHandle.Info info = process.get().info();
        Optional<String> line = SHOWS_COMMAND_LINES ? info.commandLine() : info.command();
        if (line.isEmpty()) {
            return Standing.VANISHING;
        }
        boolean postgres = line.get().contains("postgres");
        boolean here = !SHOWS_COMMAND_LINES || line.get().contains(cluster.toString());
        return postgres && here ? Standing.OURS : Standing.FOREIGN;
    }

    /**
     * Makes the folder free: a server that outlived its application is stopped, one that is ending is waited for, and
     * a number that now belongs to somebody else is forgotten without touching that process.
     */
    void clearAway() throws IOException {
        Optional<Long> pid = pid();
        if (pid.isEmpty()) {
            return;
        }
        switch (standing(pid.get())) {
            case GONE -> {}
            case OURS -> stop(pid.get());
            case VANISHING -> {
                Waiting.until(Duration.ofSeconds(10), () -> standing(pid.get()) != Standing.VANISHING);
                forgetUnless(pid.get());
            }
            case FOREIGN -> {
                log.info("postmaster.pid names process {}, which is not PostgreSQL; forgetting it", pid.get());
                Files.deleteIfExists(file());
            }
        }
    }

    private void forgetUnless(long pid) throws IOException {
        switch (standing(pid)) {
            case GONE -> {}
            case OURS -> stop(pid);
            case VANISHING, FOREIGN -> Files.deleteIfExists(file());
        }
    }

    private void stop(long pid) throws IOException {
        log.info("Stopping the PostgreSQL that an earlier run left behind (process {})", pid);
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        if (Waiting.until(Duration.ofSeconds(10), () -> standing(pid) != Standing.OURS)) {
            return;
        }
        // SIGTERM waits for clients to leave; SIGINT sends them away.
        new ProcessBuilder("kill", "-INT", Long.toString(pid)).start();
        if (!Waiting.until(Duration.ofSeconds(60), () -> standing(pid) != Standing.OURS)) {
            throw new DatabaseUnavailable(
                    "The PostgreSQL of an earlier run (process " + pid + ") does not stop.",
                    "Stop process " + pid + " and start Siyu again.");
        }
    }

    private Path file() {
        return cluster.resolve("postmaster.pid");
    }
}
