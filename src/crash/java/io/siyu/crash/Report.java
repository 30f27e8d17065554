package io.siyu.crash;

import io.siyu.crash.Site.Victim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The table of kills and what was promised meanwhile. */
final class Report {

    private final long seed;
    private final long begun = System.nanoTime();
    private final List<Kill> kills = new ArrayList<>();
    private Duration settling = Duration.ZERO;

    Report(long seed) {
        this.seed = seed;
        System.out.printf("%5s %9s %-12s %9s  %s%n", "kill", "at s", "victim", "back in s", "under way");
    }

    /** @param at seconds since the beginning @param underWay requests that were not answered at that moment, by kind */
    record Kill(int number, double at, Victim victim, double restartSeconds, Map<String, Integer> underWay) {}

    void kill(int number, Victim victim, Duration restart, Map<String, Integer> underWay) {
        double at = (System.nanoTime() - begun - restart.toNanos()) / 1e9;
        Kill kill = new Kill(number, at, victim, restart.toMillis() / 1e3, underWay);
        kills.add(kill);
        System.out.printf("%5d %9.1f %-12s %9.1f  %s%n", number, at, victim, kill.restartSeconds(), underWay);
    }

    void settled(Duration time) {
        settling = time;
    }

    void write(Path folder, Caller caller, Promises promises, List<String> wrong) throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("seed", seed);
        report.put("kills", kills);
        report.put("victims", summary());
        report.put("answered", caller.answered());
        report.put("unanswered", caller.unanswered());
        Map<String, Integer> promised = new LinkedHashMap<>();
        for (Promises.Kind kind : Promises.Kind.values()) {
            promised.put(kind.name(), promises.of(kind).size());
        }
        report.put("promised", promised);
        report.put("settledSeconds", settling.toMillis() / 1e3);
        report.put("broken", wrong);
        Files.writeString(
                folder.resolve("report.json"),
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        System.out.printf(
                "%d kills, %d answers, %d requests without one; settled in %.0f s; promised: %s%n",
                kills.size(), caller.answered(), caller.unanswered(), settling.toMillis() / 1e3, promised);
        summary().forEach((victim, figures) -> System.out.println(victim + " " + figures));
    }

    /** @param median of the seconds until it was healthy again */
    record Figures(int kills, double median, double longest, int underWay) {}

    private Map<Victim, Figures> summary() {
        Map<Victim, Figures> figures = new EnumMap<>(Victim.class);
        kills.stream().collect(Collectors.groupingBy(Kill::victim)).forEach((victim, those) -> {
            List<Double> seconds = those.stream()
                    .map(Kill::restartSeconds)
                    .sorted(Comparator.naturalOrder())
                    .toList();
            int underWay = those.stream()
                    .flatMap(kill -> kill.underWay().values().stream())
                    .mapToInt(Integer::intValue)
                    .sum();
            figures.put(
                    victim, new Figures(those.size(), seconds.get(seconds.size() / 2), seconds.getLast(), underWay));
        });
        return figures;
    }
}
