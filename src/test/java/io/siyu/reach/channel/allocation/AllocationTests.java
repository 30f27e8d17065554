package io.siyu.reach.channel.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.reach.channel.AllocationRules.Sticky;
import io.siyu.reach.channel.allocation.Candidate.Presence;
import io.siyu.reach.channel.allocation.Decision.Excluded;
import io.siyu.reach.channel.allocation.Decision.Exclusion;
import io.siyu.reach.channel.allocation.Decision.Reason;
import io.siyu.shared.StaffId;
import io.siyu.testing.Seeds;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AllocationTests {

    private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 22, 12, 0);

    @Test
    void nobody_ever_gets_more_than_a_cap_of_the_code_or_their_own() {
        Seeds.forAll(300, random -> {
            List<Candidate> pool = pool(random, 1 + random.nextInt(5), 1 + random.nextInt(9));
            Map<StaffId, Count> counts = new HashMap<>();
            pool.forEach(one -> counts.put(one.staff(), new Count(0, 0, 0, random.nextInt(3))));
            for (int scan = 0; scan < 80; scan++) {
                Owner sticky = random.nextInt(4) == 0 ? owner(random, pool.get(random.nextInt(pool.size()))) : null;
                Decision decision = Allocation.allocate(pool, counts, sticky, NOON, random.nextLong());
                decision.guide()
                        .ifPresent(guide -> counts.computeIfPresent(guide, (id, count) -> count.with(decision)));
            }
            for (Candidate one : pool) {
                Count count = counts.getOrDefault(one.staff(), Count.NONE);
                assertThat(count.taken()).isLessThanOrEqualTo(limit(one.cap()));
                assertThat(count.overall()).isLessThanOrEqualTo(Math.max(2, limit(one.capOverall())));
            }
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
                    take(pool, counts, random.nextLong());
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
            List<Candidate> pool = pool(random, 5, 9);
            Map<StaffId, Count> counts = counts(random, pool);
            long seed = random.nextLong();
            assertThat(Allocation.allocate(pool, counts, null, NOON, seed))
                    .isEqualTo(Allocation.allocate(pool, counts, null, NOON, seed));
        });
    }

    @Test
    void the_owning_guide_gets_their_customer_unless_they_cannot_and_the_rule_lets_them_go() {
        Seeds.forAll(500, random -> {
            List<Candidate> pool = pool(random, 5, 9);
            Map<StaffId, Count> counts = counts(random, pool);
            Candidate guide = random.nextBoolean() ? pool.getFirst() : candidate(random, 999, 5, 9);
            Owner owner = owner(random, guide);
            Decision decision = Allocation.allocate(pool, counts, owner, NOON, random.nextLong());
            assertThat(decision.owner()).isEqualTo(guide.staff());
            if (!owner.rule().on() || owner.expired(NOON)) {
                assertThat(decision.ownerNote()).isIn(Exclusion.NOT_STICKY, Exclusion.EXPIRED);
                assertThat(decision.reason()).isIn(Reason.TURN, Reason.BACKUP, Reason.NOBODY);
                return;
            }
            Count count = counts.getOrDefault(guide.staff(), Count.NONE);
            boolean off = guide.presence() == Presence.OFF_DUTY || guide.presence() == Presence.AWAY;
            boolean full = count.taken() >= 5 || count.overall() >= 9;
            boolean can = guide.presence() != Presence.GONE
                    && guide.reachable()
                    && (!off || owner.rule().evenOff())
                    && (!full || owner.rule().evenFull());
            assertThat(decision.guide().equals(Optional.of(guide.staff()))).isEqualTo(can);
            if (can) {
                assertThat(decision.reason()).isEqualTo(off || full ? Reason.OWNER_ANYWAY : Reason.OWNER);
                assertThat(decision.reserves()).isEqualTo(!full);
                assertThat(decision.turnsAfter()).isEmpty();
            } else {
                assertThat(decision.ownerNote()).isNotNull();
            }
        });
    }

    @Test
    void everybody_was_weighed_or_excluded_and_backups_only_when_the_others_cannot() {
        Seeds.forAll(300, random -> {
            List<Candidate> pool = pool(random, 3, 9);
            Decision decision = Allocation.allocate(pool, counts(random, pool), null, NOON, random.nextLong());
            Map<StaffId, Exclusion> excluded =
                    decision.excluded().stream().collect(Collectors.toMap(Excluded::staff, Excluded::why));
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
        Map<StaffId, Count> counts = new HashMap<>(Map.of(new StaffId(1), new Count(50, 50, 0, 50)));
        List<Long> next = new ArrayList<>();
        for (int turn = 0; turn < 6; turn++) {
            next.add(take(pool, counts, 7).value());
        }
        assertThat(next.getFirst()).isEqualTo(2);
        assertThat(next).filteredOn(id -> id == 1).hasSizeBetween(2, 3);
    }

    @Test
    void a_visitor_waits_only_for_somebody_who_would_be_taken() {
        Candidate ready = guide(1, 1);
        Candidate beingMade = unlike(2, Presence.AVAILABLE, false);
        Candidate readyAndOff = unlike(3, Presence.OFF_DUTY, true);
        Candidate beingMadeAndAway = unlike(4, Presence.AWAY, false);
        assertThat(lacksWay(readyAndOff, beingMade)).isTrue();
        assertThat(lacksWay(readyAndOff, beingMadeAndAway)).isFalse();
        assertThat(lacksWay(ready, beingMade)).isFalse();
    }

    private static boolean lacksWay(Candidate... pool) {
        return Allocation.allocate(List.of(pool), Map.of(), null, NOON, 7).lacksWay();
    }

    private static Candidate unlike(long id, Presence presence, boolean reachable) {
        return new Candidate(new StaffId(id), 1, false, presence, reachable, Schedule.ALWAYS, null, null);
    }

    private static StaffId take(List<Candidate> pool, Map<StaffId, Count> counts, long seed) {
        Decision decision = Allocation.allocate(pool, counts, null, NOON, seed);
        StaffId guide = decision.guide().orElseThrow();
        counts.put(guide, counts.getOrDefault(guide, Count.NONE).with(decision));
        return guide;
    }

    private static int limit(@Nullable Integer cap) {
        return cap == null ? Integer.MAX_VALUE : cap;
    }

    private static Owner owner(Random random, Candidate guide) {
        Integer days = random.nextBoolean() ? null : 1 + random.nextInt(60);
        Sticky rule = new Sticky(random.nextInt(5) > 0, days, random.nextBoolean(), random.nextBoolean());
        return new Owner(guide, NOON.minusDays(random.nextInt(60)), rule);
    }

    private static List<Candidate> pool(Random random, int cap, int overall) {
        List<Candidate> pool = new ArrayList<>();
        for (int id = 1; id <= 1 + random.nextInt(10); id++) {
            pool.add(candidate(random, id, cap, overall));
        }
        return pool;
    }

    private static Candidate candidate(Random random, long id, int cap, int overall) {
        Presence presence = random.nextInt(3) > 0 ? Presence.AVAILABLE : Presence.values()[random.nextInt(4)];
        return new Candidate(
                new StaffId(id),
                1 + random.nextInt(5),
                random.nextInt(4) == 0,
                presence,
                random.nextInt(5) > 0,
                Schedule.ALWAYS,
                cap,
                overall);
    }

    private static List<Candidate> available(Random random, int size) {
        List<Candidate> pool = new ArrayList<>();
        for (int id = 1; id <= size; id++) {
            pool.add(guide(id, 1 + random.nextInt(10)));
        }
        return pool;
    }

    private static Candidate guide(long id, int weight) {
        return new Candidate(new StaffId(id), weight, false, Presence.AVAILABLE, true, Schedule.ALWAYS, null, null);
    }

    private static Map<StaffId, Count> counts(Random random, List<Candidate> pool) {
        return pool.stream().collect(Collectors.toMap(Candidate::staff, one -> {
            int adds = random.nextInt(4);
            int reserved = random.nextInt(4);
            return new Count(random.nextInt(20), adds, reserved, adds + reserved + random.nextInt(5));
        }));
    }
}
