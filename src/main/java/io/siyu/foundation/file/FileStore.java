package io.siyu.foundation.file;

import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files of this installation, in the folder {@code files} of the data directory (shared, where there are several nodes). A file gets a
 * random name of ours; nothing a caller says becomes part of a path.
 */
@Component
public class FileStore {

    private static final Pattern TOKEN = Pattern.compile("[a-z0-9]{26}");
    private static final int TOKEN_LETTERS = 26;
    private static final String FOLDER = "/files/";
    private static final int FOLDER_LETTERS = 2;

    private final JdbcClient jdbc;
    private final Path folder;
    private final Clock clock;

    FileStore(JdbcClient jdbc, @Value("${siyu.data-dir}") Path dataDir, Clock clock) {
        this.jdbc = jdbc;
        this.folder = dataDir.resolve("files");
        this.clock = clock;
    }

    /** @param path under which browsers find it */
    public record Stored(String token, String path) {}

    record Found(Path file, ImageKind kind, String originalName) {}

    /**
     * Keeps a picture, redrawn.
     *
     * @throws DomainException at {@code file}: {@code file.too_large}, {@code file.kind_refused} unless PNG or JPEG by its content,
     *     {@code file.too_many_pixels}, {@code file.broken}
     */
    public Stored keepPicture(InputStream upload, String originalName, FileUse use) {
        byte[] content = read(upload, use);
        ImageKind kind = ImageKind.required(content);
        byte[] redrawn = Pictures.redrawn(content, kind, use.longestSide());
        String token = RandomCode.letters(TOKEN_LETTERS);
        write(pathOf(token), redrawn);
        jdbc.sql("""
                insert into file_file (token, purpose, kind, bytes, original_name, created_at)
                values (:token, :purpose, :kind, :bytes, :name, :now)""")
                .param("token", token)
                .param("purpose", use.name())
                .param("kind", kind.name())
                .param("bytes", redrawn.length)
                .param("name", harmless(originalName))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return new Stored(token, pathTo(token));
    }

    /**
     * That it is one, for pictures that are kept elsewhere.
     *
     * @throws DomainException at {@code file}, as when it is kept here
     */
    public static void requirePicture(byte[] content) {
        Pictures.decoded(content, ImageKind.required(content));
    }

    /** Empty for what is no name of ours, was never stored, or is no plain file any more. */
    Optional<Found> find(String token) {
        if (!TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        return jdbc.sql("select kind, original_name from file_file where token = :token")
                .param("token", token)
                .query((row, number) -> new Found(
                        pathOf(token), ImageKind.valueOf(row.getString("kind")), row.getString("original_name")))
                .optional()
                .filter(found -> Files.isRegularFile(found.file(), LinkOption.NOFOLLOW_LINKS));
    }

    /** What lies under a path that {@link Stored} told; empty when it is not there any more. */
    public Optional<byte[]> content(String path) {
        return Optional.of(path)
                .filter(one -> one.startsWith(FOLDER))
                .flatMap(one -> find(one.substring(FOLDER.length())))
                .map(found -> {
                    try {
                        return Files.readAllBytes(found.file());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    static String pathTo(String token) {
        return FOLDER + token;
    }

    boolean known(String token) {
        return jdbc.sql("select exists (select from file_file where token = :token)")
                .param("token", token)
                .query(Boolean.class)
                .single();
    }

    Path folder() {
        return folder;
    }

    private Path pathOf(String token) {
        return folder.resolve(token.substring(0, FOLDER_LETTERS)).resolve(token);
    }

    private static byte[] read(InputStream upload, FileUse use) {
        try {
            byte[] content = upload.readNBytes(Math.toIntExact(use.mostBytes() + 1));
            if (content.length > use.mostBytes()) {
                throw DomainException.invalid("file", "file.too_large", use.mostBytes() / 1024 / 1024);
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On disk for good before there is a row. */
    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".part");
            Files.write(fresh, content, StandardOpenOption.CREATE_NEW);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The file store cannot be written", e);
        }
    }

    private static String harmless(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("[\\p{Cntrl}\"]", "").strip();
        return clean.substring(0, Math.min(clean.length(), 120));
    }
}
