package io.siyu.reach.channel.admission;

import io.siyu.reach.channel.admission.DecisionViews.Told;
import io.siyu.reach.channel.allocation.Allocation;
import io.siyu.reach.channel.allocation.Candidate;
import io.siyu.reach.channel.allocation.Count;
import io.siyu.reach.channel.allocation.Decision;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.shared.BrandZone;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who would get the next visitors of a code, if. Nothing is changed. */
@Component
class Simulator {

    private final Candidates candidates;
    private final Counts counts;
    private final Clock clock;
    private final BrandZone zone;

    Simulator(Candidates candidates, Counts counts, Clock clock, BrandZone zone) {
        this.candidates = candidates;
        this.counts = counts;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * What is asked for.
     *
     * @param start of the first scan; absent: now
     * @param every the time between two scans
     * @param off guides who are taken to be off duty
     * @param capped guides whose places of the day are taken to be full
     * @param fresh as in the morning of that day, with nobody taken yet; always so on another day than today
     */
    record Question(
            @Nullable Instant start, int scans, Duration every, Set<StaffId> off, Set<StaffId> capped, boolean fresh) {}

    /** @param told the decisions in their order */
    record Course(List<Told> told, List<StaffId> pool) {}

    Told next(LiveCode code) {
        return run(code, new Question(null, 1, Duration.ZERO, Set.of(), Set.of(), false))
                .told()
                .getFirst();
    }

    /** Visitors are strangers, and each of them becomes a friend. */
    Course run(LiveCode code, Question question) {
        Instant now = clock.instant();
        Instant start = question.start() == null ? now : question.start();
        List<Candidate> pool = new ArrayList<>();
        Candidates.Field field = candidates.of(code, Map.of(), now);
        field.pool().forEach(one -> pool.add(assume(one, question)));
        LocalDate day = zone.dateOf(start);
        Map<StaffId, Count> taken = countsAt(code, field, day, now, question.fresh());
        List<Told> told = new ArrayList<>();
        for (int scan = 0; scan < question.scans(); scan++) {
            Instant at = start.plus(question.every().multipliedBy(scan));
            if (!zone.dateOf(at).equals(day)) {
                day = zone.dateOf(at);
                taken = new HashMap<>();
            }
            long seed = Allocation.seed(code.id(), day);
            Decision decision = Allocation.allocate(pool, taken, null, LocalDateTime.ofInstant(at, zone.zone()), seed);
            told.add(Told.of(decision, at, seed));
            if (decision.guide().isPresent()) {
                StaffId guide = decision.guide().get();
                taken.put(guide, taken.getOrDefault(guide, Count.NONE).with(decision));
            }
        }
        return new Course(told, pool.stream().map(Candidate::staff).toList());
    }

    private Map<StaffId, Count> countsAt(
            LiveCode code, Candidates.Field field, LocalDate day, Instant now, boolean fresh) {
        if (fresh || !day.equals(zone.dateOf(now))) {
            return new HashMap<>();
        }
        Map<StaffId, Count> today = counts.of(code.id(), field.guides(), day, now);
        counts.overall(field.limited(), day, now)
                .forEach((guide, sum) -> today.computeIfPresent(guide, (id, count) -> count.overall(sum)));
        return today;
    }

    private static Candidate assume(Candidate one, Question question) {
        Candidate.Presence presence =
                question.off().contains(one.staff()) ? Candidate.Presence.OFF_DUTY : one.presence();
        Integer cap = question.capped().contains(one.staff()) ? Integer.valueOf(0) : one.cap();
        return new Candidate(
                one.staff(),
                one.weight(),
                one.backup(),
                presence,
                one.reachable(),
                one.schedule(),
                cap,
                one.capOverall());
    }
}
