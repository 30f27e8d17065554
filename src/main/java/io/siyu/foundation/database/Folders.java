package io.siyu.foundation.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** Folders and files that nobody but their owner may read, where the file system knows owners. */
public final class Folders {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private Folders() {}

    /** Makes the folder, or takes other people's access away from the one that is there (a restored copy has it). */
    public static Path ownersOnly(Path folder) throws IOException {
        Files.createDirectories(folder);
        permit(folder, "rwx------");
        return folder;
    }

    /** An empty file that only its owner may read, in the place of one that is there. */
    public static Path ownersFile(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file);
        permit(file, "rw-------");
        return file;
    }

    /** Writes so that the file is either absent or whole, even when the machine stops here. */
    static void writeSecret(Path file, String secret) throws IOException {
        Path unfinished = ownersFile(file.resolveSibling(file.getFileName() + ".unfinished"));
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(secret.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Makes the file with that secret unless there is one, also one that another process makes this very moment.
     *
     * @return whether it is ours
     */
    public static boolean makeSecret(Path file, String secret) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path own = folder.resolve(
                file.getFileName() + "." + ProcessHandle.current().pid() + "." + System.nanoTime());
        writeSecret(own, secret);
        try {
            Files.createLink(file, own);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.delete(own);
        }
    }

    /** With everything in it; nothing happens where there is none. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void permit(Path path, String permissions) throws IOException {
        if (!POSIX) {
            return;
        }
        Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(permissions);
        if (!Files.getPosixFilePermissions(path).equals(wanted)) {
            Files.setPosixFilePermissions(path, wanted);
        }
    }
}
