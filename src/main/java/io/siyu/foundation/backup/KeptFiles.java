package io.siyu.foundation.backup;

import io.siyu.foundation.database.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an installation keeps beside its database: uploaded files, and the credentials of the simulated platforms, which open nothing
 * else. The keys of the database and of what is sealed are not among them.
 */
final class KeptFiles {

    private static final String UPLOADS = "files";
    private static final String SANDBOX = "keys/sandbox.properties";
    private static final Pattern OURS = Pattern.compile("files/[a-z0-9]{2}/[a-z0-9]{26}|" + Pattern.quote(SANDBOX));
    private static final String UNFINISHED = "import.unfinished";

    private final Path dataDir;

    KeptFiles(Path dataDir) {
        this.dataDir = dataDir;
    }

    /** A file is written before its row, so every row of a snapshot taken before has its file here. */
    List<Manifest.Kept> writeTo(BackupWriter writer) throws IOException {
        List<Manifest.Kept> written = new ArrayList<>();
        for (Path file : present()) {
            written.add(writer.file(pathOf(file), file));
        }
        return written;
    }

    private List<Path> present() throws IOException {
        List<Path> present = new ArrayList<>();
        Path uploads = dataDir.resolve(UPLOADS);
        if (Files.isDirectory(uploads)) {
            try (Stream<Path> all = Files.walk(uploads)) {
                all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .filter(file -> OURS.matcher(pathOf(file)).matches())
                        .sorted()
                        .forEach(present::add);
            }
        }
        if (Files.isRegularFile(dataDir.resolve(SANDBOX))) {
            present.add(dataDir.resolve(SANDBOX));
        }
        return present;
    }

    /** Beside where they belong; {@link #settle} puts them there. */
    void unpack(BackupReader backup) throws IOException {
        forget();
        for (Manifest.Kept kept : backup.manifest().files()) {
            if (!OURS.matcher(kept.path()).matches()) {
                throw new BackupRefused("backup.damaged", kept.path());
            }
            Path target = dataDir.resolve(UNFINISHED).resolve(kept.path());
            Files.createDirectories(target.getParent());
            backup.copy(kept, Folders.ownersFile(target));
        }
    }

    void settle(List<Manifest.Kept> files) throws IOException {
        for (Manifest.Kept kept : files) {
            Path target = dataDir.resolve(kept.path());
            Files.createDirectories(target.getParent());
            Files.move(
                    dataDir.resolve(UNFINISHED).resolve(kept.path()),
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        forget();
    }

    void forget() throws IOException {
        Folders.delete(dataDir.resolve(UNFINISHED));
    }

    private String pathOf(Path file) {
        return dataDir.relativize(file).toString().replace('\\', '/');
    }
}
