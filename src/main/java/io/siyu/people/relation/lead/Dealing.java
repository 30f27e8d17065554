package io.siyu.people.relation.lead;

import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who gets which lead: the one who has got the least for his weight, among those who may have more. Nobody gets more than he has room
 * for. The same leads and hands are dealt the same way every time.
 */
final class Dealing {

    /** @param weight 2 gets twice as many as 1 */
    record Hand(StaffId guide, @Nullable StoreId store, int weight, int room, long given) {

        private Hand oneMore() {
            return new Hand(guide, store, weight, room - 1, given + 1);
        }

        private double burden() {
            return (given + 1) / (double) weight;
        }
    }

    record Wanting(long lead, @Nullable StoreId store) {}

    private static final Comparator<Hand> FIRST = Comparator.comparingDouble(Hand::burden)
            .thenComparing(hand -> hand.guide().value());

    private final Map<StaffId, Hand> hands = new LinkedHashMap<>();
    private final boolean byStore;

    private Dealing(Collection<Hand> hands, boolean byStore) {
        hands.forEach(hand -> this.hands.put(hand.guide(), hand));
        this.byStore = byStore;
    }

    /**
     * @param byStore leads go to guides of their own store only
     * @return the taker of each lead; leads for whom nobody has room are left out
     */
    static Map<Long, StaffId> deal(List<Wanting> leads, Collection<Hand> hands, boolean byStore) {
        Dealing dealing = new Dealing(hands, byStore);
        Map<Long, StaffId> dealt = new LinkedHashMap<>();
        for (Wanting lead : leads) {
            dealing.taker(lead).ifPresent(guide -> dealt.put(lead.lead(), guide));
        }
        return dealt;
    }

    private Optional<StaffId> taker(Wanting lead) {
        Optional<Hand> next = hands.values().stream()
                .filter(hand -> hand.room() > 0)
                .filter(hand ->
                        !byStore || (lead.store() != null && lead.store().equals(hand.store())))
                .min(FIRST);
        next.ifPresent(hand -> hands.put(hand.guide(), hand.oneMore()));
        return next.map(Hand::guide);
    }
}
