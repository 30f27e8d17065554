package io.siyu.bench;

import io.siyu.harness.RunningJar;
import io.siyu.harness.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Application and floor in turns, so that whoever else uses the machine disturbs both alike; the middle round counts. */
record Rounds(double value, double floor, double ratio, double cpuMs, double p99) {

    /** One go of the application. */
    interface Go {
        Load.Done run(Duration time) throws Exception;
    }

    static Rounds of(RunningJar jar, int rounds, Duration time, Go application, Go floor) throws Exception {
        List<Rounds> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Load.Done least = floor.run(time);
            double before = Usage.cpuMillis(jar);
            Load.Done done = application.run(time);
            double cpu = (Usage.cpuMillis(jar) - before) / done.count();
            Rounds one = new Rounds(
                    done.perSecond(), least.perSecond(), done.perSecond() / least.perSecond(), cpu, done.millis(0.99));
            System.out.printf(
                    "round %d: %.0f/s, floor %.0f/s, ratio %.2f, CPU %.3f ms, p50 %.1f ms, p99 %.1f ms%n",
                    round + 1, one.value, one.floor, one.ratio, cpu, done.millis(0.5), one.p99);
            all.add(one);
        }
        return all.stream()
                .sorted(Comparator.comparingDouble(Rounds::ratio))
                .toList()
                .get(rounds / 2);
    }

    Figure figure(String bench, String metric, String unit) {
        return Figure.ratio(bench, metric, value, unit, floor, cpuMs);
    }
}
