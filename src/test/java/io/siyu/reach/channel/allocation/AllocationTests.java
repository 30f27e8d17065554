package io.siyu.reach.channel.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.reach.channel.allocation.Allocation.Candidate;
import io.siyu.reach.channel.allocation.Allocation.Count;
import io.siyu.reach.channel.allocation.Allocation.Decision;
import io.siyu.reach.channel.allocation.Allocation.Exclusion;
import io.siyu.reach.channel.allocation.Allocation.Presence;
import io.siyu.reach.channel.allocation.Allocation.Reason;
import io.siyu.shared.StaffId;
import io.siyu.testing.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AllocationTests {

    @Test
    void nobody_ever_gets_more_than_the_cap() {
        Seeds.forAll(300, random -> {
            List<Candidate> pool = pool(random);
            int cap = 1 + random.nextInt(5);
            Map<StaffId, Count> counts = new HashMap<>();
            for (int scan = 0; scan < 80; scan++) {
                Candidate sticky = random.nextInt(4) == 0 ? pool.get(random.nextInt(pool.size())) : null;
                Decision decision = Allocation.allocate(pool, counts, sticky, cap, random.nextLong());
                decision.guide().ifPresent(guide -> counts.merge(guide, new Count(1, 0, 1), AllocationTests::sum));
            }
            assertThat(counts.values())
                    .allSatisfy(count -> assertThat(count.taken()).isLessThanOrEqualTo(cap));
        });
    }

    @Test
    void after_each_round_everybody_has_exactly_their_weight() {
        Seeds.forAll(300, random -> {
            List<Candidate> pool = available(random, 1 + random.nextInt(12));
            int round = pool.stream().mapToInt(Candidate::weight).sum();
            Map<StaffId, Count> counts = new HashMap<>();
            for (int rounds = 1; rounds <= 3; rounds++) {
                for (int turn = 0; turn < round; turn++) {
                    StaffId guide = Allocation.allocate(pool, counts, null, null, random.nextLong())
                            .guide()
                            .orElseThrow();
                    counts.merge(guide, new Count(1, 1, 0), AllocationTests::sum);
                }
                for (Candidate one : pool) {
                    assertThat(counts.getOrDefault(one.staff(), Count.NONE).turns())
                            .isEqualTo(rounds * one.weight());
                }
            }
        });
    }

    @Test
    void the_same_question_has_the_same_answer() {
        Seeds.forAll(200, random -> {
            List<Candidate> pool = pool(random);
            Map<StaffId, Count> counts = counts(random, pool);
            long seed = random.nextLong();
            assertThat(Allocation.allocate(pool, counts, null, 5, seed))
                    .isEqualTo(Allocation.allocate(pool, counts, null, 5, seed));
        });
    }

    @Test
    void the_owning_guide_gets_their_customer_unless_they_cannot() {
        Seeds.forAll(300, random -> {
            List<Candidate> pool = pool(random);
            Map<StaffId, Count> counts = counts(random, pool);
            Candidate owner = random.nextBoolean() ? pool.getFirst() : candidate(random, 999);
            Decision decision = Allocation.allocate(pool, counts, owner, 5, random.nextLong());
            boolean can = owner.presence() == Presence.AVAILABLE
                    && owner.reachable()
                    && counts.getOrDefault(owner.staff(), Count.NONE).taken() < 5;
            if (can) {
                assertThat(decision.guide()).contains(owner.staff());
                assertThat(decision.reason()).isEqualTo(Reason.OWNER);
            } else {
                assertThat(decision.guide()).isNotEqualTo(java.util.Optional.of(owner.staff()));
                assertThat(decision.excluded().getFirst().staff()).isEqualTo(owner.staff());
            }
        });
    }

    @Test
    void everybody_was_taken_weighed_or_excluded_and_backups_only_when_the_others_cannot() {
        Seeds.forAll(300, random -> {
            List<Candidate> pool = pool(random);
            Decision decision = Allocation.allocate(pool, counts(random, pool), null, 3, random.nextLong());
            Map<StaffId, Exclusion> excluded = decision.excluded().stream()
                    .collect(Collectors.toMap(Allocation.Excluded::staff, Allocation.Excluded::why));
            boolean regularFits = pool.stream().anyMatch(one -> !one.backup() && !excluded.containsKey(one.staff()));
            boolean backupFits = pool.stream().anyMatch(one -> one.backup() && !excluded.containsKey(one.staff()));
            assertThat(decision.reason())
                    .isEqualTo(regularFits ? Reason.TURN : backupFits ? Reason.BACKUP : Reason.NOBODY);
            assertThat(decision.guide().isEmpty()).isEqualTo(decision.reason() == Reason.NOBODY);
            decision.guide().ifPresent(guide -> assertThat(excluded).doesNotContainKey(guide));
        });
    }

    @Test
    void a_guide_who_comes_late_catches_up_by_a_round_at_most() {
        List<Candidate> pool = List.of(guide(1, 1), guide(2, 1));
        Map<StaffId, Count> counts = new HashMap<>(Map.of(new StaffId(1), new Count(50, 50, 0)));
        List<Long> next = new ArrayList<>();
        for (int turn = 0; turn < 6; turn++) {
            Decision decision = Allocation.allocate(pool, counts, null, null, 7);
            StaffId guide = decision.guide().orElseThrow();
            counts.put(guide, new Count(decision.turnsAfter().orElseThrow(), 0, 0));
            next.add(guide.value());
        }
        assertThat(next.getFirst()).isEqualTo(2);
        assertThat(next).filteredOn(id -> id == 1).hasSizeBetween(2, 3);
    }

    private static List<Candidate> pool(Random random) {
        List<Candidate> pool = new ArrayList<>();
        for (int id = 1; id <= 1 + random.nextInt(10); id++) {
            pool.add(candidate(random, id));
        }
        return pool;
    }

    private static Candidate candidate(Random random, long id) {
        Presence presence = random.nextInt(3) > 0 ? Presence.AVAILABLE : Presence.values()[random.nextInt(3)];
        return new Candidate(
                new StaffId(id), 1 + random.nextInt(5), random.nextInt(4) == 0, presence, random.nextInt(5) > 0);
    }

    private static List<Candidate> available(Random random, int size) {
        List<Candidate> pool = new ArrayList<>();
        for (int id = 1; id <= size; id++) {
            pool.add(guide(id, 1 + random.nextInt(10)));
        }
        return pool;
    }

    private static Candidate guide(long id, int weight) {
        return new Candidate(new StaffId(id), weight, false, Presence.AVAILABLE, true);
    }

    private static Map<StaffId, Count> counts(Random random, List<Candidate> pool) {
        return pool.stream()
                .collect(Collectors.toMap(
                        Candidate::staff, one -> new Count(random.nextInt(20), random.nextInt(4), random.nextInt(4))));
    }

    private static Count sum(Count a, Count b) {
        return new Count(a.turns() + b.turns(), a.adds() + b.adds(), a.reserved() + b.reserved());
    }
}
