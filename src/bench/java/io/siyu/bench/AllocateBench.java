package io.siyu.bench;

import io.siyu.harness.RunningJar;
import io.siyu.reach.channel.allocation.Allocation;
import io.siyu.reach.channel.allocation.Candidate;
import io.siyu.reach.channel.allocation.Candidate.Presence;
import io.siyu.reach.channel.allocation.Count;
import io.siyu.reach.channel.allocation.Decision;
import io.siyu.reach.channel.allocation.Schedule;
import io.siyu.shared.StaffId;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who gets a visitor: the decision alone, and all of it that the database has a part in, without a page around it. */
final class AllocateBench implements Bench {

    private static final int POOL = 100;
    private static final int ROUNDS = 5;
    private static final int VISITORS_AT_ONCE = 64;

    @Override
    public String name() {
        return "allocate";
    }

    @Override
    public List<Figure> run(RunningJar jar) throws Exception {
        List<Figure> figures = new ArrayList<>();
        figures.add(decide());
        World.Code code = new World(jar).codes().getFirst();
        try (Admitting admitting = new Admitting(jar)) {
            Floor floor = new Floor(jar, ScanBench.FLOOR, (row, turn) -> ScanBench.bind(row, code));
            Load.Hiring visiting = number -> turn -> admitting.admit(code.code());
            Load.times(VISITORS_AT_ONCE, 5_000, visiting);
            floor.run(VISITORS_AT_ONCE, Duration.ofSeconds(2));
            Rounds rounds = Rounds.of(
                    jar,
                    ROUNDS,
                    Duration.ofSeconds(3),
                    time -> Load.closed(VISITORS_AT_ONCE, time, visiting),
                    time -> floor.run(VISITORS_AT_ONCE, time));
            figures.add(rounds.figure(name(), "apply", "1/s"));
        }
        return figures;
    }

    /** On one thread, each guide on a shift and under a cap; the visitors of a day one after the other. */
    private static Figure decide() {
        List<Candidate> pool = new ArrayList<>();
        for (int id = 1; id <= POOL; id++) {
            Schedule schedule = Admitting.shifts(new StaffId(id));
            pool.add(new Candidate(
                    new StaffId(id), 1 + id % 5, id % 10 == 0, Presence.AVAILABLE, true, schedule, 1_000_000, null));
        }
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.max(best, decisionsPerSecond(pool));
            System.out.printf("round %d: %.0f decisions/s%n", round + 1, best);
        }
        return Figure.plain("allocate", "decide", best, "1/s", 1_000 / best);
    }

    private static double decisionsPerSecond(List<Candidate> pool) {
        Map<StaffId, Count> counts = new HashMap<>();
        LocalDateTime now = LocalDateTime.of(2026, 11, 11, 10, 0);
        long begun = System.nanoTime();
        int decisions = 0;
        while (System.nanoTime() - begun < 2_000_000_000L) {
            Decision decision = Allocation.allocate(pool, counts, null, now, 7);
            StaffId guide = decision.guide().orElseThrow();
            counts.put(guide, counts.getOrDefault(guide, Count.NONE).with(decision));
            decisions++;
        }
        return decisions * 1e9 / (System.nanoTime() - begun);
    }
}
