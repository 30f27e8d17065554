package io.siyu.foundation.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps a second Siyu away from a data folder; the operating system lets go of it when this process ends, however it ends. */
final class FolderLock implements AutoCloseable {

    /** Closing any channel on a file drops this process's locks on it, so the second try must not even open it. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    static FolderLock on(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD_HERE.add(real)) {
            throw inUse(real, Long.toString(ProcessHandle.current().pid()));
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(real, holder(real));
            }
            Files.writeString(
                    holderFile(real), Long.toString(ProcessHandle.current().pid()));
            return new FolderLock(real, channel);
        } catch (IOException | RuntimeException e) {
            release(real, channel);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        release(folder, channel);
    }

    private static void release(Path folder, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD_HERE.remove(folder);
        }
    }

    private static FolderInUse inUse(Path folder, String process) {
        return new FolderInUse(
                "The folder " + folder + " is in use by process " + process + ".",
                "Stop that Siyu first, or give this one a folder of its own with siyu.data-dir.");
    }

    private static String holder(Path folder) throws IOException {
        Path file = holderFile(folder);
        return Files.exists(file) ? Files.readString(file).strip() : "(unknown)";
    }

    /** Beside the lock, not in it: where locks are mandatory nobody else could read it. */
    private static Path holderFile(Path folder) {
        return folder.resolve("lock.process");
    }
}
