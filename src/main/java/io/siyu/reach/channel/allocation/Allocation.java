package io.siyu.reach.channel.allocation;

import io.siyu.shared.StaffId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

    /** Whether a guide can take visitors at all. */
    public enum Presence {
        AVAILABLE,
        OFF_DUTY,
        /** Left the company, or may not have customers. */
        GONE
    }

    /**
     * A guide who might take the visitor.
     *
     * @param weight at least 1
     * @param reachable a contact way is ready to be shown
     */
    public record Candidate(StaffId staff, int weight, boolean backup, Presence presence, boolean reachable) {
        public Candidate {
            if (weight < 1) {
                throw new IllegalArgumentException("a weight below 1: " + weight);
            }
        }
    }

    /**
     * What a guide has had today by this code.
     *
     * @param turns where the guide stands in the rotation, as {@link Decision#turnsAfter()} said last; visitors who belonged to the
     *     guide anyway do not move it
     * @param adds who became friends
     * @param reserved visitors who may still become friends
     */
    public record Count(int turns, int adds, int reserved) {
        public static final Count NONE = new Count(0, 0, 0);

        int taken() {
            return adds + reserved;
        }
    }

    /** Why a guide was passed over. */
    public enum Exclusion {
        GONE,
        OFF_DUTY,
        CAPPED,
        NO_CONTACT_WAY
    }

    /** Why the guide was taken, or that nobody could be. */
    public enum Reason {
        OWNER,
        TURN,
        BACKUP,
        NOBODY
    }

    /** A guide who could have been taken, with the turns the choice was made by. */
    public record Weighed(StaffId staff, int weight, int turns) {}

    /** A guide who could not, with their adds and reservations at that moment. */
    public record Excluded(StaffId staff, Exclusion why, int taken) {}

    /** Empty guide exactly when the reason is {@link Reason#NOBODY}. */
    public record Decision(Optional<StaffId> guide, Reason reason, List<Weighed> weighed, List<Excluded> excluded) {
        public Decision {
            weighed = List.copyOf(weighed);
            excluded = List.copyOf(excluded);
        }

        /** Where the taken guide stands in the rotation from now on; empty when nobody took a turn. */
        public OptionalInt turnsAfter() {
            return weighed.stream()
                    .filter(one -> guide.filter(one.staff()::equals).isPresent())
                    .mapToInt(one -> one.turns() + 1)
                    .findFirst();
        }
    }

    /**
     * @param pool each guide at most once
     * @param counts today's; a guide without one has had nobody
     * @param sticky the guide whose customer the visitor is, in the pool or not
     * @param dailyCap how many adds a guide takes a day; absent: any number
     * @param seed settles ties, so that the first of the day is not always the same guide
     */
    public static Decision allocate(
            List<Candidate> pool,
            Map<StaffId, Count> counts,
            @Nullable Candidate sticky,
            @Nullable Integer dailyCap,
            long seed) {
        List<Excluded> excluded = new ArrayList<>();
        if (sticky != null && fits(sticky, counts, dailyCap, excluded)) {
            return new Decision(Optional.of(sticky.staff()), Reason.OWNER, List.of(), excluded);
        }
        List<Candidate> others = pool.stream()
                .filter(one -> sticky == null || !one.staff().equals(sticky.staff()))
                .toList();
        List<Candidate> fitting = others.stream()
                .filter(one -> fits(one, counts, dailyCap, excluded))
                .toList();
        List<Candidate> regular = fitting.stream().filter(one -> !one.backup()).toList();
        List<Candidate> choice = regular.isEmpty() ? fitting : regular;
        if (choice.isEmpty()) {
            return new Decision(Optional.empty(), Reason.NOBODY, List.of(), excluded);
        }
        List<Weighed> weighed = weigh(choice, counts);
        return new Decision(
                Optional.of(next(weighed, seed)), regular.isEmpty() ? Reason.BACKUP : Reason.TURN, weighed, excluded);
    }

    private static boolean fits(
            Candidate one, Map<StaffId, Count> counts, @Nullable Integer dailyCap, List<Excluded> excluded) {
        int taken = counts.getOrDefault(one.staff(), Count.NONE).taken();
        Exclusion why = null;
        if (one.presence() == Presence.GONE) {
            why = Exclusion.GONE;
        } else if (one.presence() == Presence.OFF_DUTY) {
            why = Exclusion.OFF_DUTY;
        } else if (dailyCap != null && taken >= dailyCap) {
            why = Exclusion.CAPPED;
        } else if (!one.reachable()) {
            why = Exclusion.NO_CONTACT_WAY;
        }
        if (why != null) {
            excluded.add(new Excluded(one.staff(), why, taken));
        }
        return why == null;
    }

    /** Lifts the turns of a guide who is more than a round behind the one furthest ahead to just a round behind. */
    private static List<Weighed> weigh(List<Candidate> choice, Map<StaffId, Count> counts) {
        double rounds = choice.stream()
                .mapToDouble(one -> (double) turns(one, counts) / one.weight())
                .max()
                .orElse(0);
        return choice.stream()
                .map(one -> new Weighed(one.staff(), one.weight(), Math.max(turns(one, counts), (int)
                        Math.floor((rounds - 1) * one.weight()))))
                .toList();
    }

    private static int turns(Candidate one, Map<StaffId, Count> counts) {
        return counts.getOrDefault(one.staff(), Count.NONE).turns();
    }

    private static StaffId next(List<Weighed> weighed, long seed) {
        Comparator<Weighed> byTurn =
                (a, b) -> Long.compare((2L * a.turns() + 1) * b.weight(), (2L * b.turns() + 1) * a.weight());
        return weighed.stream()
                .min(byTurn.thenComparing(
                                Comparator.comparingInt(Weighed::weight).reversed())
                        .thenComparingLong(one -> scatter(seed, one.staff().value())))
                .map(Weighed::staff)
                .orElseThrow();
    }

    /** SplitMix64's finisher: neighbouring ids land far apart. */
    private static long scatter(long seed, long id) {
        long z = seed + id * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
