package io.siyu.reach.channel.card;

import io.siyu.reach.channel.card.CardOrders.Binding;
import io.siyu.reach.channel.card.CardOrders.Order;
import io.siyu.reach.channel.card.CardOrders.Told;
import io.siyu.reach.channel.card.CardOrders.ToldBy;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the rows of a file of the warehouse change, the first of two that contradict each other. What a shopper told gives way to them,
 * what a file told before does not.
 *
 * @param displaced what shoppers told and no longer holds
 */
record FileBindings(Set<Binding> fresh, Set<Binding> displaced) {

    /** @param known whatever is bound to one of these cards or orders */
    static FileBindings of(Collection<Told> known, Collection<Binding> wanted) {
        Map<CardKey, Told> byCard = new HashMap<>();
        Map<Order, Told> byOrder = new HashMap<>();
        known.forEach(one -> put(one, byCard, byOrder));
        FileBindings result = new FileBindings(new HashSet<>(), new HashSet<>());
        for (Binding one : wanted) {
            List<Told> against = Stream.of(byCard.get(one.card()), byOrder.get(one.order()))
                    .filter(Objects::nonNull)
                    .toList();
            boolean same = against.stream().anyMatch(told -> told.binding().equals(one));
            if (!same && against.stream().anyMatch(Told::firm)) {
                continue;
            }
            if (!same) {
                against.forEach(told -> {
                    byCard.remove(told.binding().card());
                    byOrder.remove(told.binding().order());
                    result.displaced.add(told.binding());
                });
                result.fresh.add(one);
            }
            put(new Told(one, ToldBy.FILE), byCard, byOrder);
        }
        return result;
    }

    private static void put(Told one, Map<CardKey, Told> byCard, Map<Order, Told> byOrder) {
        byCard.put(one.binding().card(), one);
        byOrder.put(one.binding().order(), one);
    }

    /** Whether a shopper had told something else about this card or this order. */
    boolean corrects(Binding one) {
        return displaced.stream()
                .anyMatch(told -> told.card().equals(one.card()) || told.order().equals(one.order()));
    }
}
