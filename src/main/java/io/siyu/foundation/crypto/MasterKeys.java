package io.siyu.foundation.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The master keys of this installation, newest first: the first one seals, all of them open. More than one only while keys are changed. */
record MasterKeys(List<MasterKey> all) {

    MasterKeys {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalStateException("siyu.master-key holds no key");
        }
        if (all.stream().map(MasterKey::id).distinct().count() < all.size()) {
            throw new IllegalStateException("siyu.master-key holds the same key twice");
        }
    }

    /** From the setting if it is given, else from the file, which is made once. */
    static MasterKeys of(@Nullable String configured, Path file) {
        return configured != null && !configured.isBlank() ? fromText(configured) : fromFile(file);
    }

    /** Keys in Base64, one a line or with commas between them. */
    static MasterKeys fromText(String text) {
        return new MasterKeys(Arrays.stream(text.split("[\\s,]+"))
                .filter(key -> !key.isEmpty())
                .map(MasterKey::fromBase64)
                .toList());
    }

    /** Reads the keys from the file, or makes it with one key, readable by its owner only. */
    static MasterKeys fromFile(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[MasterKey.BYTES];
                new SecureRandom().nextBytes(fresh);
                writePrivately(file, Base64.getEncoder().encodeToString(fresh));
            }
            return fromText(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The master key " + file + " can be neither read nor made", e);
        }
    }

    MasterKey newest() {
        return all.getFirst();
    }

    Optional<MasterKey> find(int id) {
        return all.stream().filter(key -> key.id() == id).findFirst();
    }

    private static void writePrivately(Path file, String content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(fresh, content, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
