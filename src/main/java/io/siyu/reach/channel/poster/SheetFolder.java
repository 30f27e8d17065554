package io.siyu.reach.channel.poster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where drawn posters lie: {@code data-dir/posters/<run>/<number>.png}, one file each, so that a run can stop anywhere and go on; put
 * into one ZIP while it is fetched, which takes the memory of one poster.
 */
@Component
class SheetFolder {

    private final Path folder;

    SheetFolder(@Value("${siyu.data-dir}") Path dataDir) {
        this.folder = dataDir.resolve("posters");
    }

    /** Drawn again it is written again. */
    void write(long run, int number, byte[] png) {
        try {
            Path file = fileOf(run, number);
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling(number + ".part");
            Files.write(fresh, png);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Posters cannot be kept", e);
        }
    }

    /** PNG does not get smaller, so nothing is packed again. */
    static final class Archive implements AutoCloseable {

        private final ZipOutputStream zip;

        Archive(OutputStream out) {
            this.zip = new ZipOutputStream(out);
            this.zip.setMethod(ZipOutputStream.STORED);
        }

        void add(String name, byte[] content) throws IOException {
            CRC32 sum = new CRC32();
            sum.update(content);
            ZipEntry entry = new ZipEntry(name);
            entry.setTime(0);
            entry.setSize(content.length);
            entry.setCompressedSize(content.length);
            entry.setCrc(sum.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        }

        @Override
        public void close() throws IOException {
            zip.finish();
        }
    }

    void addTo(Archive archive, long run, PosterRuns.Sheet sheet) throws IOException {
        Path file = fileOf(run, sheet.number());
        String name = sheet.fileName();
        if (name != null && Files.isRegularFile(file)) {
            archive.add(name, Files.readAllBytes(file));
        }
    }

    void forget(long run) {
        Path mine = folder.resolve(Long.toString(run));
        if (!Files.isDirectory(mine)) {
            return;
        }
        try (Stream<Path> all = Files.walk(mine)) {
            List<Path> inner = all.sorted(Comparator.reverseOrder()).toList();
            for (Path one : inner) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path fileOf(long run, int number) {
        return folder.resolve(Long.toString(run)).resolve(number + ".png");
    }
}
