package io.siyu.people.relation.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.relation.handover.Proposal.Taker;
import io.siyu.people.relation.handover.Proposal.Ward;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is proposed to take whom. */
class ProposalTests {

    @Test
    void every_customer_is_given_once_and_the_same_question_has_the_same_answer() {
        Seeds.forAll(200, random -> {
            List<Ward> wards = wards(random);
            List<Taker> takers = takers(random);
            Map<Long, StaffId> given = Proposal.of(wards, takers);
            assertThat(given.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            wards.stream().map(Ward::id).toList());
            assertThat(takers.stream().map(Taker::staff).toList()).containsAll(given.values());
            assertThat(Proposal.of(wards, takers)).isEqualTo(given);
        });
        assertThat(Proposal.of(List.of(new Ward(1, null)), List.of())).isEmpty();
    }

    @Test
    void whose_store_takes_over_stays_in_the_store() {
        Seeds.forAll(200, random -> {
            List<Ward> wards = wards(random);
            List<Taker> takers = takers(random);
            Map<StaffId, @Nullable StoreId> storeOf = new HashMap<>();
            takers.forEach(taker -> storeOf.put(taker.staff(), taker.store()));
            Map<Long, StaffId> given = Proposal.of(wards, takers);
            for (Ward ward : wards) {
                StoreId store = ward.store();
                if (store != null && storeOf.containsValue(store)) {
                    assertThat(storeOf.get(given.get(ward.id()))).isEqualTo(store);
                }
            }
        });
    }

    /** Nobody who got somebody has, in the end, two more than a colleague who could have taken that one. */
    @Test
    void loads_are_as_even_as_they_can_be() {
        Seeds.forAll(200, random -> {
            List<Ward> wards = wards(random);
            List<Taker> takers = takers(random);
            Map<Long, StaffId> given = Proposal.of(wards, takers);
            Map<StaffId, Long> loads = new HashMap<>();
            takers.forEach(taker -> loads.put(taker.staff(), taker.load()));
            given.values().forEach(staff -> loads.merge(staff, 1L, Long::sum));
            for (Ward ward : wards) {
                List<Taker> there = takers.stream()
                        .filter(taker -> ward.store() != null && ward.store().equals(taker.store()))
                        .toList();
                boolean anywhere = there.isEmpty();
                long lightest = (anywhere ? takers : there)
                        .stream()
                                .mapToLong(taker -> loads.getOrDefault(taker.staff(), 0L))
                                .min()
                                .orElseThrow();
                // Others may have come to a colleague of the store afterwards, so only who could take anybody is
                // compared.
                if (anywhere) {
                    assertThat(loads.get(given.get(ward.id()))).isLessThanOrEqualTo(lightest + 1);
                }
            }
        });
    }

    private static List<Ward> wards(Random random) {
        return IntStream.range(0, random.nextInt(60))
                .mapToObj(i -> new Ward(i + 1, store(random)))
                .toList();
    }

    private static List<Taker> takers(Random random) {
        return IntStream.range(0, 1 + random.nextInt(8))
                .mapToObj(i -> new Taker(new StaffId(i + 1), store(random), random.nextInt(40)))
                .toList();
    }

    private static @Nullable StoreId store(Random random) {
        int number = random.nextInt(5);
        return number == 0 ? null : new StoreId(number);
    }
}
