package io.siyu.people.relation.handover;

import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Who takes over whom: in the customer's own store where somebody there takes over, and always whoever has the fewest customers by then. The
 * same question has the same answer.
 */
final class Proposal {

    private static final Comparator<Hand> LIGHTEST =
            Comparator.comparingLong((Hand hand) -> hand.load).thenComparing(hand -> hand.staff.value());

    /** A customer, or a group, that needs somebody. */
    record Ward(long id, @Nullable StoreId store) {}

    /** @param load how many they have already */
    record Taker(StaffId staff, @Nullable StoreId store, long load) {}

    private static final class Hand {
        private final StaffId staff;
        private long load;

        Hand(Taker taker) {
            this.staff = taker.staff();
            this.load = taker.load();
        }
    }

    private final Map<StoreId, PriorityQueue<Hand>> stores = new HashMap<>();
    private final PriorityQueue<Hand> all = new PriorityQueue<>(LIGHTEST);

    private Proposal(List<Taker> takers) {
        for (Taker taker : takers) {
            Hand hand = new Hand(taker);
            all.add(hand);
            StoreId store = taker.store();
            if (store != null) {
                stores.computeIfAbsent(store, id -> new PriorityQueue<>(LIGHTEST))
                        .add(hand);
            }
        }
    }

    /** Every ward once; none when there are no takers. Those whose store takes over go first, so that the others even it out. */
    static Map<Long, StaffId> of(List<Ward> wards, List<Taker> takers) {
        Map<Long, StaffId> given = new LinkedHashMap<>();
        if (takers.isEmpty()) {
            return given;
        }
        Proposal proposal = new Proposal(takers);
        List<Ward> elsewhere = new ArrayList<>();
        for (Ward ward : wards) {
            PriorityQueue<Hand> there = ward.store() == null ? null : proposal.stores.get(ward.store());
            if (there == null) {
                elsewhere.add(ward);
            } else {
                given.put(ward.id(), lightest(there));
            }
        }
        proposal.weighAnew();
        elsewhere.forEach(ward -> given.put(ward.id(), lightest(proposal.all)));
        return given;
    }

    /** The hands are shared with the stores: their order in the other queue is that of before. */
    private void weighAnew() {
        List<Hand> hands = List.copyOf(all);
        all.clear();
        all.addAll(hands);
    }

    private static StaffId lightest(PriorityQueue<Hand> hands) {
        Hand hand = hands.remove();
        hand.load++;
        hands.add(hand);
        return hand.staff;
    }
}
