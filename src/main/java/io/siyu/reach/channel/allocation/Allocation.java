package io.siyu.reach.channel.allocation;

import io.siyu.reach.channel.allocation.Decision.Excluded;
import io.siyu.reach.channel.allocation.Decision.Exclusion;
import io.siyu.reach.channel.allocation.Decision.Reason;
import io.siyu.reach.channel.allocation.Decision.Weighed;
import io.siyu.shared.StaffId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who gets the next visitor. A pure function of what it is given: the same input has the same answer, and the answer says why.
 *
 * <p>Guides take turns by Webster's rule: next is who has the fewest visitors for their weight, {@code (2 × visitors + 1) / weight}. After
 * a round (as many visitors as the weights add up to) each has exactly their weight. A guide who comes on duty late starts at most one
 * round behind, so nobody is flooded to catch up.
 */
public final class Allocation {

    private Allocation() {}

    /** So that the first of the day is not always the same guide, yet the same day can be told again. */
    public static long seed(long codeId, LocalDate day) {
        return codeId * 1_000_003 + day.toEpochDay();
    }

    /**
     * @param pool each guide at most once
     * @param counts today's; a guide without one has had nobody
     * @param sticky whose customer the visitor is
     * @param now by the brand's clock
     * @param seed settles ties
     */
    public static Decision allocate(
            List<Candidate> pool, Map<StaffId, Count> counts, @Nullable Owner sticky, LocalDateTime now, long seed) {
        if (sticky == null) {
            return byTurn(pool, counts, null, null, now, seed);
        }
        StaffId owner = sticky.guide().staff();
        Exclusion note = noteOf(sticky, counts, now);
        if (note == null) {
            return new Decision(Optional.of(owner), Reason.OWNER, List.of(), List.of(), owner, null, true);
        }
        if (taken(sticky, counts, now)) {
            boolean room = fullness(sticky.guide(), countOf(sticky.guide(), counts)) == null;
            return new Decision(Optional.of(owner), Reason.OWNER_ANYWAY, List.of(), List.of(), owner, note, room);
        }
        return byTurn(pool, counts, owner, note, now, seed);
    }

    private static @Nullable Exclusion noteOf(Owner sticky, Map<StaffId, Count> counts, LocalDateTime now) {
        if (!sticky.rule().on()) {
            return Exclusion.NOT_STICKY;
        }
        return sticky.expired(now)
                ? Exclusion.EXPIRED
                : exclusion(sticky.guide(), countOf(sticky.guide(), counts), now);
    }

    /** In spite of what speaks against it. */
    private static boolean taken(Owner sticky, Map<StaffId, Count> counts, LocalDateTime now) {
        Candidate guide = sticky.guide();
        if (!sticky.rule().on() || sticky.expired(now)) {
            return false;
        }
        Exclusion absence = absence(guide, now);
        return guide.reachable()
                && absence != Exclusion.GONE
                && (absence == null || sticky.rule().evenOff())
                && (fullness(guide, countOf(guide, counts)) == null
                        || sticky.rule().evenFull());
    }

    private static Decision byTurn(
            List<Candidate> pool,
            Map<StaffId, Count> counts,
            @Nullable StaffId owner,
            @Nullable Exclusion note,
            LocalDateTime now,
            long seed) {
        List<Excluded> excluded = new ArrayList<>();
        List<Candidate> regular = new ArrayList<>(pool.size());
        List<Candidate> backups = new ArrayList<>();
        for (Candidate one : pool) {
            Count count = countOf(one, counts);
            Exclusion why = exclusion(one, count, now);
            if (why != null) {
                excluded.add(new Excluded(
                        one.staff(), why, why == Exclusion.CAPPED_OVERALL ? count.overall() : count.taken()));
            } else {
                (one.backup() ? backups : regular).add(one);
            }
        }
        List<Candidate> choice = regular.isEmpty() ? backups : regular;
        if (choice.isEmpty()) {
            return new Decision(Optional.empty(), Reason.NOBODY, List.of(), excluded, owner, note, false);
        }
        Reason reason = regular.isEmpty() ? Reason.BACKUP : Reason.TURN;
        List<Weighed> weighed = weigh(choice, counts);
        return new Decision(Optional.of(next(weighed, seed)), reason, weighed, excluded, owner, note, true);
    }

    private static @Nullable Exclusion exclusion(Candidate one, Count count, LocalDateTime now) {
        Exclusion absence = absence(one, now);
        if (absence != null) {
            return absence;
        }
        Exclusion fullness = fullness(one, count);
        if (fullness != null) {
            return fullness;
        }
        return one.reachable() ? null : Exclusion.NO_CONTACT_WAY;
    }

    private static @Nullable Exclusion absence(Candidate one, LocalDateTime now) {
        return switch (one.presence()) {
            case GONE -> Exclusion.GONE;
            case OFF_DUTY -> Exclusion.OFF_DUTY;
            case AWAY -> Exclusion.AWAY;
            case AVAILABLE -> one.schedule().covers(now) ? null : Exclusion.OFF_SHIFT;
        };
    }

    private static @Nullable Exclusion fullness(Candidate one, Count count) {
        Integer cap = one.cap();
        if (cap != null && count.taken() >= cap) {
            return Exclusion.CAPPED;
        }
        Integer overall = one.capOverall();
        return overall != null && count.overall() >= overall ? Exclusion.CAPPED_OVERALL : null;
    }

    /** Lifts the turns of a guide who is more than a round behind the one furthest ahead to just a round behind. */
    private static List<Weighed> weigh(List<Candidate> choice, Map<StaffId, Count> counts) {
        double rounds = 0;
        for (Candidate one : choice) {
            rounds = Math.max(rounds, (double) countOf(one, counts).turns() / one.weight());
        }
        List<Weighed> weighed = new ArrayList<>(choice.size());
        for (Candidate one : choice) {
            int least = (int) Math.floor((rounds - 1) * one.weight());
            weighed.add(new Weighed(
                    one.staff(), one.weight(), Math.max(countOf(one, counts).turns(), least)));
        }
        return weighed;
    }

    private static Count countOf(Candidate one, Map<StaffId, Count> counts) {
        return counts.getOrDefault(one.staff(), Count.NONE);
    }

    /** Whose turn it is first. */
    public static Comparator<Weighed> byTurn(long seed) {
        return (a, b) -> {
            if (a.staff().equals(b.staff())) {
                return 0;
            }
            return before(a, b, seed) ? -1 : 1;
        };
    }

    private static StaffId next(List<Weighed> weighed, long seed) {
        Weighed best = weighed.getFirst();
        for (Weighed one : weighed) {
            if (before(one, best, seed)) {
                best = one;
            }
        }
        return best.staff();
    }

    private static boolean before(Weighed a, Weighed b, long seed) {
        long difference = (2L * a.turns() + 1) * b.weight() - (2L * b.turns() + 1) * a.weight();
        if (difference != 0) {
            return difference < 0;
        }
        return a.weight() != b.weight()
                ? a.weight() > b.weight()
                : scatter(seed, a.staff().value()) < scatter(seed, b.staff().value());
    }

    /** SplitMix64's finisher: neighbouring ids land far apart. */
    private static long scatter(long seed, long id) {
        long z = seed + id * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
