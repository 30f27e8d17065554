package io.siyu.foundation.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Backups that are not what was written. */
final class Tampering {

    private Tampering() {}

    /** A copy, good as an archive, in which one entry reads otherwise. */
    static Path with(Path backup, String entry, UnaryOperator<String> change) throws IOException {
        Path changed = Files.createTempFile(backup.getParent(), "changed", ".zip");
        try (ZipFile zip = new ZipFile(backup.toFile());
                OutputStream file = Files.newOutputStream(changed);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry one : zip.stream().toList()) {
                byte[] content = zip.getInputStream(one).readAllBytes();
                out.putNextEntry(new ZipEntry(one.getName()));
                out.write(
                        one.getName().equals(entry)
                                ? change.apply(new String(content, StandardCharsets.UTF_8))
                                        .getBytes(StandardCharsets.UTF_8)
                                : content);
            }
        }
        return changed;
    }

    /** A copy of its first bytes. */
    static Path cutShort(Path backup, int length) throws IOException {
        byte[] all = Files.readAllBytes(backup);
        return Files.write(
                Files.createTempFile(backup.getParent(), "short", ".zip"), java.util.Arrays.copyOf(all, length));
    }
}
