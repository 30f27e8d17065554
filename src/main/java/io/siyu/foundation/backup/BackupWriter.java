package io.siyu.foundation.backup;

import io.siyu.foundation.database.Folders;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** A backup file in the making: under another name until it is whole, and readable by its owner only. */
final class BackupWriter implements AutoCloseable {

    static final String KEY_ENTRY = "keys/master.key";

    private final Path file;
    private final Path unfinished;
    private final ZipOutputStream zip;

    private BackupWriter(Path file, Path unfinished) throws IOException {
        this.file = file;
        this.unfinished = unfinished;
        this.zip = new ZipOutputStream(
                new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16), StandardCharsets.UTF_8);
    }

    static BackupWriter to(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        if (Files.exists(absolute)) {
            throw new BackupRefused("backup.export.file_exists", absolute);
        }
        Path folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new BackupRefused("backup.export.no_folder", absolute);
        }
        return new BackupWriter(
                absolute, Folders.ownersFile(absolute.resolveSibling(absolute.getFileName() + ".unfinished")));
    }

    /** Puts out the rows of one table and says how many they were. */
    @FunctionalInterface
    interface Rows {
        long writeTo(OutputStream out) throws SQLException, IOException;
    }

    Manifest.Table table(SchemaInventory.Table table, Rows rows) throws SQLException, IOException {
        Manifest.Table unmeasured = new Manifest.Table(table.name(), table.columns(), 0, "");
        MessageDigest digest = Digests.sha256();
        zip.putNextEntry(new ZipEntry(unmeasured.entry()));
        long written = rows.writeTo(new DigestOutputStream(new KeptOpen(zip), digest));
        zip.closeEntry();
        return new Manifest.Table(
                table.name(), table.columns(), written, HexFormat.of().formatHex(digest.digest()));
    }

    Manifest.Kept file(String path, Path content) throws IOException {
        Manifest.Kept unmeasured = new Manifest.Kept(path, 0, "");
        MessageDigest digest = Digests.sha256();
        zip.putNextEntry(new ZipEntry(unmeasured.entry()));
        long bytes = Files.copy(content, new DigestOutputStream(new KeptOpen(zip), digest));
        zip.closeEntry();
        return new Manifest.Kept(path, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    void key(String keys) throws IOException {
        entry(KEY_ENTRY, keys.getBytes(StandardCharsets.UTF_8));
    }

    /** From here on the file is there, whole. */
    void finish(Manifest manifest) throws IOException {
        entry(Manifest.ENTRY, new JsonMapper().writeValueAsBytes(manifest));
        zip.close();
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        zip.close();
        Files.deleteIfExists(unfinished);
    }

    private void entry(String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /** Whoever copies into it may close what it was given; the archive goes on. */
    private static final class KeptOpen extends FilterOutputStream {

        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
