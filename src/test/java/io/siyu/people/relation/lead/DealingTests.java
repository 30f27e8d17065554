package io.siyu.people.relation.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.relation.lead.Dealing.Hand;
import io.siyu.people.relation.lead.Dealing.Wanting;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DealingTests {

    @Test
    void each_gets_what_his_weight_says_and_nobody_more_than_he_has_room_for() {
        Seeds.forAll(200, random -> {
            List<Hand> hands = new ArrayList<>();
            for (int i = 1; i <= 1 + random.nextInt(6); i++) {
                hands.add(new Hand(new StaffId(i), null, 1 + random.nextInt(4), random.nextInt(60), 0));
            }
            List<Wanting> leads = leads(random.nextInt(120), null);
            Map<Long, StaffId> dealt = Dealing.deal(leads, hands, false);
            Map<StaffId, Long> got = shares(dealt);
            int room = hands.stream().mapToInt(Hand::room).sum();
            assertThat(dealt).hasSize(Math.min(leads.size(), room));
            for (Hand hand : hands) {
                long mine = got.getOrDefault(hand.guide(), 0L);
                assertThat(mine).isLessThanOrEqualTo(hand.room());
                for (Hand other : hands) {
                    if (mine < hand.room()) {
                        assertThat((mine + 1.0) / hand.weight())
                                .as("%s got too little beside %s", hand, other)
                                .isGreaterThanOrEqualTo(got.getOrDefault(other.guide(), 0L) / (double) other.weight());
                    }
                }
            }
            assertThat(Dealing.deal(leads, hands, false)).isEqualTo(dealt);
        });
    }

    @Test
    void by_store_a_lead_stays_in_its_store_and_one_without_a_store_with_nobody() {
        StoreId here = new StoreId(1);
        List<Hand> hands =
                List.of(new Hand(new StaffId(1), here, 1, 9, 0), new Hand(new StaffId(2), new StoreId(2), 1, 9, 0));
        List<Wanting> leads = List.of(
                new Wanting(1, here), new Wanting(2, here), new Wanting(3, null), new Wanting(4, new StoreId(3)));
        assertThat(Dealing.deal(leads, hands, true)).isEqualTo(Map.of(1L, new StaffId(1), 2L, new StaffId(1)));
    }

    @Test
    void what_somebody_got_earlier_in_the_round_counts() {
        List<Hand> hands = List.of(new Hand(new StaffId(1), null, 1, 9, 3), new Hand(new StaffId(2), null, 1, 9, 0));
        assertThat(shares(Dealing.deal(leads(5, null), hands, false)))
                .isEqualTo(Map.of(new StaffId(1), 1L, new StaffId(2), 4L));
    }

    private static List<Wanting> leads(int number, @org.jspecify.annotations.Nullable StoreId store) {
        return LongStream.rangeClosed(1, number)
                .mapToObj(id -> new Wanting(id, store))
                .toList();
    }

    private static Map<StaffId, Long> shares(Map<Long, StaffId> dealt) {
        return dealt.values().stream().collect(Collectors.groupingBy(guide -> guide, Collectors.counting()));
    }
}
