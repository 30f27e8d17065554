package io.siyu.bench;

import io.siyu.harness.Installed;
import io.siyu.harness.RunningJar;
import io.siyu.harness.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs benchmarks against the packaged application: {@code mvn -Pbench verify -Dbench=callback,scan}. The data folder is kept between runs,
 * so that figures are those of a database with a past.
 */
final class Benchmarks {

    private static final List<Bench> ALL =
            List.of(new CallbackBench(), new ScanBench(), new AllocateBench(), new OrderBench(), new CodesBench());

    private Benchmarks() {}

    /** Runs what is named.
     *
     * @param arguments names joined by commas, the jar, the kept data folder, the folder for the results */
    public static void main(String[] arguments) throws Exception {
        List<String> names = List.of(arguments[0].split(","));
        Installed installed =
                Installed.from(Path.of(arguments[1]), Path.of(arguments[2]).resolveSibling("installed"));
        for (String name : names) {
            Bench bench = ALL.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no benchmark " + name));
            run(bench, installed, Path.of(arguments[2]), Path.of(arguments[3]));
        }
    }

    private static void run(Bench bench, Installed installed, Path dataDir, Path results) throws Exception {
        Map<String, String> properties = new TreeMap<>(bench.properties());
        if (!Files.exists(dataDir.resolve("pg"))) {
            System.out.println("Making " + dataDir);
            start(installed, dataDir, properties).close();
        }
        System.out.println("load average before: " + loadAverage());
        List<Figure> figures = new ArrayList<>();
        try (RunningJar running = start(installed, dataDir, properties)) {
            figures.add(Figure.plain(
                    bench.name(), "start", running.startTime().toMillis() / 1000.0, "s", Usage.cpuMillis(running)));
            figures.addAll(bench.run(running));
            double application = Usage.applicationMegabytes(running);
            double postgres = Usage.postgresMegabytes(running);
            System.out.printf("memory: application %.0f MB, PostgreSQL %.0f MB%n", application, postgres);
            figures.add(Figure.plain(bench.name(), "memory", application + postgres, "MB", null));
        }
        figures.forEach(figure -> System.out.println(figure.line()));
        System.out.println("load average after: " + loadAverage());
        Files.createDirectories(results);
        Files.writeString(
                results.resolve(bench.name() + ".json"),
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
    }

    private static RunningJar start(Installed installed, Path dataDir, Map<String, String> properties)
            throws IOException {
        return RunningJar.start(installed.jar(), dataDir, properties, installed.machine());
    }

    private static String loadAverage() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).strip();
    }
}
