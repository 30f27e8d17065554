package io.siyu.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The packaged application as docs/operations.md says to run it where a start should be fast: taken apart, with a cache of classes and
 * profiles from a first run, and a heap that fits a small machine. Made anew when the jar is newer.
 *
 * @param jar what to start
 * @param machine options of the Java machine
 */
public record Installed(Path jar, List<String> machine) {

    private static final List<String> HEAP = List.of("-XX:+UseSerialGC", "-Xmx320m");
    private static final long LIVING_SECONDS = 60;

    /** @param folder of its own */
    public static Installed from(Path packaged, Path folder) throws IOException, InterruptedException {
        Path application = folder.resolve("application");
        Path jar = application.resolve(packaged.getFileName());
        Path cache = folder.resolve("siyu.aot");
        if (!Files.exists(cache)
                || Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(packaged)) < 0) {
            System.out.println("Installing " + packaged + " in " + folder);
            delete(folder);
            takeApart(packaged, application);
            live(jar, folder.resolve("first-run"), cache);
        }
        return new Installed(
                jar,
                Stream.concat(HEAP.stream(), Stream.of("-XX:AOTCache=" + cache)).toList());
    }

    private static void takeApart(Path packaged, Path folder) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(
                        RunningJar.java(),
                        "-Djarmode=tools",
                        "-jar",
                        packaged.toString(),
                        "extract",
                        "--destination",
                        folder.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("the jar cannot be taken apart: " + exit);
        }
    }

    /** A first run with the demo's brand in it, so that what is used most is in the cache; it is written when the run ends. */
    private static void live(Path jar, Path data, Path cache) throws IOException, InterruptedException {
        List<String> machine = Stream.concat(HEAP.stream(), Stream.of("-XX:AOTCacheOutput=" + cache))
                .toList();
        try (RunningJar running = RunningJar.start(jar, data, Map.of("siyu.demo", "true"), machine)) {
            Thread.sleep(LIVING_SECONDS * 1000);
            running.stop();
        }
        if (!Files.exists(cache)) {
            throw new IOException("no cache was written: " + cache);
        }
    }

    private static void delete(Path folder) throws IOException {
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
}
