package io.siyu.foundation.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A backup file that is being read; every entry is held against its checksum. */
final class BackupReader implements AutoCloseable {

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private BackupReader(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        this.manifest = readManifest();
    }

    /** @throws BackupRefused when it is no backup, was cut short, or is of a form that came later */
    static BackupReader of(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        if (!Files.isReadable(absolute) || !Files.isRegularFile(absolute)) {
            throw new BackupRefused("backup.import.no_file", absolute);
        }
        ZipFile zip;
        try {
            zip = new ZipFile(absolute.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            throw new BackupRefused("backup.damaged", absolute.getFileName());
        }
        try {
            return new BackupReader(absolute, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /** Takes the rows of one table in and says how many they were. */
    @FunctionalInterface
    interface Taker<E extends Exception> {
        long take(InputStream content) throws IOException, E;
    }

    /** @return what the taker says, once the content has proved to be what was written */
    <E extends Exception> long read(String entry, String sha256, Taker<E> taker) throws IOException, E {
        ZipEntry found = zip.getEntry(entry);
        if (found == null) {
            throw new BackupRefused("backup.damaged", entry);
        }
        MessageDigest digest = Digests.sha256();
        long taken;
        try (InputStream in = new DigestInputStream(zip.getInputStream(found), digest)) {
            taken = taker.take(in);
            in.transferTo(OutputStream.nullOutputStream());
        } catch (ZipException | EOFException e) {
            throw new BackupRefused("backup.damaged", entry);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw new BackupRefused("backup.damaged", entry);
        }
        return taken;
    }

    void copy(Manifest.Kept kept, Path target) throws IOException {
        read(kept.entry(), kept.sha256(), in -> {
            try (OutputStream out = Files.newOutputStream(target)) {
                return in.transferTo(out);
            }
        });
    }

    String key() throws IOException {
        return new String(small(BackupWriter.KEY_ENTRY), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private Manifest readManifest() throws IOException {
        try {
            JsonMapper json = new JsonMapper();
            byte[] content = small(Manifest.ENTRY);
            int format = json.readTree(content).path("format").asInt(0);
            if (format > Manifest.FORMAT) {
                throw new BackupRefused("backup.import.newer_form", file.getFileName());
            }
            return json.readValue(content, Manifest.class);
        } catch (JacksonException e) {
            throw new BackupRefused("backup.damaged", Manifest.ENTRY);
        }
    }

    private byte[] small(String entry) throws IOException {
        ZipEntry found = zip.getEntry(entry);
        if (found == null) {
            throw new BackupRefused("backup.damaged", entry);
        }
        try (InputStream in = zip.getInputStream(found)) {
            byte[] content = in.readAllBytes();
            CRC32 crc = new CRC32();
            crc.update(content);
            if (crc.getValue() != found.getCrc()) {
                throw new BackupRefused("backup.damaged", entry);
            }
            return content;
        } catch (ZipException e) {
            throw new BackupRefused("backup.damaged", entry);
        }
    }
}
