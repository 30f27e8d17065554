package io.siyu.foundation.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, unpacked once from the class path, and how to run one of them. */
final class PostgresPrograms {

    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT).contains("windows");

    private final Path home;

    private PostgresPrograms(Path home) {
        this.home = home;
    }

    /** Unpacks into a folder named by the archive's digest, so that another version never meets old files. */
    static PostgresPrograms unpackedIn(Path folder) throws IOException {
        byte[] archive = archive();
        Path home = folder.resolve("programs-" + digest(archive).substring(0, 12));
        if (!Files.isDirectory(home)) {
            Path unfinished = folder.resolve(home.getFileName() + ".unfinished");
            Folders.delete(unfinished);
            unpack(archive, unfinished);
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresPrograms(home);
    }

    Outcome run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody in particular.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(home.resolve("bin")
                .resolve(WINDOWS ? program + ".exe" : program)
                .toString());
        command.addAll(List.of(arguments));
        // Into a file: a server started by pg_ctl would inherit a pipe and keep it open for good.
        Path output = Files.createTempFile("siyu-" + program, ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            int exit = process.waitFor();
            return new Outcome(exit, Files.readString(output).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + program + " was running", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** How a program ended and what it said. */
    record Outcome(int exit, String output) {

        boolean succeeded() {
            return exit == 0;
        }
    }

    private static byte[] archive() throws IOException {
        String os = WINDOWS ? "Windows" : System.getProperty("os.name", "").startsWith("Mac") ? "Darwin" : "Linux";
        String arch = System.getProperty("os.arch", "");
        try (InputStream in =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(os, arch.equals("amd64") ? "x86_64" : arch)) {
            return in.readAllBytes();
        } catch (RuntimeException e) {
            throw new DatabaseUnavailable(
                    "Siyu brings no PostgreSQL for " + os + " on " + arch + ".",
                    "Set spring.datasource.url to a PostgreSQL 16 or newer.",
                    e);
        }
    }

    private static String digest(byte[] archive) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(
                new BufferedInputStream(new XZInputStream(new ByteArrayInputStream(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("The archive reaches outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.resolveSibling("."));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    if ((entry.getMode() & 0100) != 0 && !file.toFile().setExecutable(true, false)) {
                        throw new IOException("Cannot make " + file + " executable");
                    }
                }
            }
        }
    }
}
