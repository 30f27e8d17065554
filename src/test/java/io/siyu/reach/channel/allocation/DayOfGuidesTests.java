package io.siyu.reach.channel.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.AllocationRules.Shift;
import io.siyu.reach.channel.AllocationRules.Sticky;
import io.siyu.reach.channel.AllocationRules.Window;
import io.siyu.reach.channel.allocation.Candidate.Presence;
import io.siyu.reach.channel.allocation.Decision.Excluded;
import io.siyu.reach.channel.allocation.Decision.Exclusion;
import io.siyu.reach.channel.allocation.Decision.Reason;
import io.siyu.reach.channel.allocation.Decision.Weighed;
import io.siyu.shared.StaffId;
import io.siyu.testing.Seeds;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A sale's day: 300 guides in three shifts, some of whom go for lunch or leave, and 50,000 scans of which a third become friends. */
class DayOfGuidesTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 11);
    private static final int GUIDES = 300;
    private static final int SCANS = 50_000;
    private static final int CAP = 60;
    private static final List<String> SHIFTS = List.of("早班", "晚班", "夜班");

    private static final AllocationRules RULES = new AllocationRules(
            Sticky.DEFAULT, List.of(shift("早班", 8, 16), shift("晚班", 14, 22), shift("夜班", 22, 8)), List.of());

    /** What a simple mind knows of a guide: hours in which they work, minutes of the day on which they are away, how many they have. */
    private static final class Guide {
        private final StaffId id;
        private final int weight;
        private final boolean backup;
        private final String shift;
        private int awayFrom = -1;
        private int awayUntil = -1;
        private int adds;
        private final Deque<LocalDateTime> places = new ArrayDeque<>();

        Guide(int number, Random random) {
            id = new StaffId(number);
            weight = 1 + random.nextInt(4);
            backup = random.nextInt(10) == 0;
            shift = SHIFTS.get(random.nextInt(3));
            if (random.nextInt(3) == 0) {
                awayFrom = random.nextInt(24 * 60);
                awayUntil = awayFrom + 30 + random.nextInt(90);
            }
        }

        boolean away(LocalDateTime at) {
            int minute = at.toLocalTime().toSecondOfDay() / 60;
            return minute >= awayFrom && minute < awayUntil;
        }

        boolean works(LocalDateTime at) {
            int hour = at.getHour();
            return switch (shift) {
                case "早班" -> hour >= 8 && hour < 16;
                case "晚班" -> hour >= 14 && hour < 22;
                default -> hour >= 22 || hour < 8;
            };
        }

        int taken(LocalDateTime at) {
            while (!places.isEmpty() && !places.peekFirst().isAfter(at)) {
                places.removeFirst();
            }
            return adds + places.size();
        }
    }

    @Test
    void the_ledger_of_the_day_explains_every_decision() {
        Seeds.forAll(1, random -> {
            List<Guide> guides = new ArrayList<>();
            for (int number = 1; number <= GUIDES; number++) {
                guides.add(new Guide(number, random));
            }
            Map<StaffId, Schedule> schedules = new HashMap<>();
            guides.forEach(one -> schedules.put(one.id, Schedule.of(RULES, Set.of(one.shift), one.id)));
            Map<StaffId, Count> counts = new HashMap<>();
            Set<Reason> reasons = new HashSet<>();
            Set<Exclusion> exclusions = new HashSet<>();
            for (int scan = 0; scan < SCANS; scan++) {
                LocalDateTime at = DAY.atStartOfDay().plusNanos((long) (86_400e9 * scan / SCANS));
                Decision decision =
                        Allocation.allocate(pool(guides, schedules, at), counts(guides, counts, at), null, at, 7);
                explains(decision, guides, at);
                reasons.add(decision.reason());
                decision.excluded().forEach(one -> exclusions.add(one.why()));
                take(decision, guides, counts, at, random.nextInt(3) == 0);
            }
            assertThat(guides).allSatisfy(one -> assertThat(one.adds).isLessThanOrEqualTo(CAP));
            assertThat(reasons).contains(Reason.TURN);
            assertThat(exclusions).contains(Exclusion.OFF_SHIFT, Exclusion.AWAY, Exclusion.CAPPED);
        });
    }

    private static void take(
            Decision decision, List<Guide> guides, Map<StaffId, Count> counts, LocalDateTime at, boolean adds) {
        if (decision.guide().isEmpty()) {
            return;
        }
        StaffId id = decision.guide().get();
        Guide guide = guides.get((int) id.value() - 1);
        if (adds) {
            guide.adds++;
        } else {
            guide.places.addLast(at.plusMinutes(10));
        }
        counts.put(id, counts.getOrDefault(id, Count.NONE).with(decision));
    }

    /** Each sentence of the decision is true by what the simple mind knows, and nobody is missing. */
    private static void explains(Decision decision, List<Guide> guides, LocalDateTime at) {
        check(decision.excluded().size() + decision.weighed().size() <= guides.size(), "too many", decision);
        BitSet told = new BitSet(guides.size() + 1);
        for (Excluded one : decision.excluded()) {
            told.set((int) one.staff().value());
            Guide guide = guides.get((int) one.staff().value() - 1);
            boolean holds = switch (one.why()) {
                case AWAY -> guide.away(at);
                case OFF_SHIFT -> !guide.away(at) && !guide.works(at);
                case CAPPED ->
                    guide.works(at) && !guide.away(at) && one.taken() == guide.taken(at) && one.taken() >= CAP;
                default -> false;
            };
            check(holds, "not so: " + one, decision);
        }
        long best = Long.MAX_VALUE;
        for (Weighed one : decision.weighed()) {
            told.set((int) one.staff().value());
            Guide guide = guides.get((int) one.staff().value() - 1);
            check(guide.works(at) && !guide.away(at) && guide.taken(at) < CAP, "could not: " + one, decision);
            check(guide.backup == (decision.reason() == Reason.BACKUP), "a backup among the others", decision);
            best = Math.min(best, 12L * (2L * one.turns() + 1) / one.weight());
        }
        for (Guide guide : guides) {
            boolean backupNotAsked = guide.backup && decision.reason() == Reason.TURN;
            check(told.get((int) guide.id.value()) || backupNotAsked, "nothing told of " + guide.id, decision);
        }
        check(decision.guide().isEmpty() == decision.weighed().isEmpty(), "nobody", decision);
        if (decision.taken().isPresent()) {
            Weighed taken = decision.taken().get();
            check(12L * (2L * taken.turns() + 1) / taken.weight() == best, "not their turn", decision);
        }
    }

    private static void check(boolean holds, String what, Decision decision) {
        if (!holds) {
            throw new AssertionError(what + " in " + decision);
        }
    }

    private static List<Candidate> pool(List<Guide> guides, Map<StaffId, Schedule> schedules, LocalDateTime at) {
        List<Candidate> pool = new ArrayList<>(guides.size());
        for (Guide one : guides) {
            pool.add(new Candidate(
                    one.id,
                    one.weight,
                    one.backup,
                    one.away(at) ? Presence.AWAY : Presence.AVAILABLE,
                    true,
                    schedules.getOrDefault(one.id, Schedule.ALWAYS),
                    CAP,
                    null));
        }
        return pool;
    }

    /** Places that ran out are free again. */
    private static Map<StaffId, Count> counts(List<Guide> guides, Map<StaffId, Count> counts, LocalDateTime at) {
        for (Guide one : guides) {
            int taken = one.taken(at);
            Count count = counts.getOrDefault(one.id, Count.NONE);
            if (count.adds() != one.adds || count.taken() != taken) {
                counts.put(one.id, new Count(count.turns(), one.adds, taken - one.adds, taken));
            }
        }
        return counts;
    }

    private static Shift shift(String name, int from, int to) {
        return new Shift(
                name,
                null,
                null,
                List.of(new Window(Set.of(DayOfWeek.values()), LocalTime.of(from, 0), LocalTime.of(to, 0))));
    }
}
