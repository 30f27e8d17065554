package io.siyu.foundation.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that PostgreSQL keeps its data in: made once, kept over every restart. */
record Cluster(Path folder, Path passwordFile) {

    static final int MAJOR = 18;
    static final String USER = "siyu";

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);

    /** The cluster under a data folder, made when there is none. */
    static Cluster in(Path dataDir, Path home, PostgresPrograms programs) throws IOException {
        Path folder = home.resolve(Integer.toString(MAJOR));
        Path password = Folders.ownersOnly(dataDir.resolve("keys")).resolve("database-password");
        Cluster cluster = new Cluster(folder, password);
        if (Files.exists(folder)) {
            cluster.verify();
        } else {
            refuseOtherMajor(home);
            cluster.create(programs);
        }
        Folders.ownersOnly(folder);
        return cluster;
    }

    String password() throws IOException {
        return Files.readString(passwordFile).strip();
    }

    private void verify() throws IOException {
        Path versionFile = folder.resolve("PG_VERSION");
        String version =
                Files.exists(versionFile) ? Files.readString(versionFile).strip() : "";
        if (!version.equals(Integer.toString(MAJOR))) {
            throw otherMajor(folder, version.isEmpty() ? "an unknown version" : version);
        }
        if (!Files.exists(passwordFile)) {
            throw new DatabaseUnavailable(
                    "The data is in " + folder + " but its password is missing: " + passwordFile + ".",
                    "Restore the folder 'keys' from the same backup as the data.");
        }
    }

    /** In a temporary folder that is renamed at the end: a first start that is cut short leaves nothing half made. */
    private void create(PostgresPrograms programs) throws IOException {
        if (!Files.exists(passwordFile)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Folders.writeSecret(
                    passwordFile, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        Path unfinished = folder.resolveSibling(MAJOR + ".unfinished");
        Folders.delete(unfinished);
        log.info("Making a database in {}", folder);
        PostgresPrograms.Outcome made = programs.run(
                "initdb",
                "--pgdata=" + unfinished,
                "--username=" + USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        if (!made.succeeded()) {
            throw new DatabaseUnavailable(
                    "PostgreSQL could not make its folder " + folder + ": " + complaint(made.output()),
                    "Run Siyu as an ordinary user that may write there, or set spring.datasource.url.");
        }
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void refuseOtherMajor(Path home) throws IOException {
        try (Stream<Path> folders = Files.list(home)) {
            List<Path> others = folders.filter(folder -> Files.exists(folder.resolve("PG_VERSION")))
                    .filter(folder -> folder.getFileName().toString().matches("\\d+"))
                    .sorted()
                    .toList();
            if (!others.isEmpty()) {
                throw otherMajor(
                        others.getLast(), others.getLast().getFileName().toString());
            }
        }
    }

    private static DatabaseUnavailable otherMajor(Path folder, String version) {
        return new DatabaseUnavailable(
                "The folder " + folder + " was written by PostgreSQL " + version + "; this Siyu brings " + MAJOR + ".",
                "Start the Siyu that wrote it, or choose another folder with siyu.data-dir.");
    }

    /** The hints that follow an error say less than the error. */
    private static String complaint(String output) {
        return output.lines()
                .filter(line -> line.contains("error:"))
                .findFirst()
                .orElse(output);
    }
}
