package io.siyu.reach.channel.card;

import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.reach.channel.card.CardOrders.Order;
import io.siyu.reach.channel.card.Cards.Card;
import io.siyu.shared.CustomerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What cards tell a person's timeline. An order number is a bridge to a parcel, not who somebody is: nobody is merged by it. */
@Component
class CardFacts {

    private static final String SOURCE = "channel";

    private final Timeline timeline;

    CardFacts(Timeline timeline) {
        this.timeline = timeline;
    }

    void used(CustomerId customer, CardBatch batch, CardKey card, Instant at) {
        timeline.record(new Activity(customer, "card.used", at, 0, about(batch, card), SOURCE, "card:" + place(card)));
    }

    /** At the later of the two moments that are written down, so that whoever sees both tells the same. Nothing while one is missing. */
    void ordered(CardBatch batch, Card card) {
        CustomerId owner = card.owner();
        Order order = card.order();
        Instant used = card.usedAt();
        Instant ordered = card.orderedAt();
        if (owner == null || order == null || used == null || ordered == null) {
            return;
        }
        Map<String, String> attributes = new HashMap<>(about(batch, card.key()));
        attributes.put("marketplace", order.marketplace().name());
        attributes.put("orderEnding", order.ending());
        Instant at = used.isAfter(ordered) ? used : ordered;
        timeline.record(
                new Activity(owner, "card.ordered", at, 0, attributes, SOURCE, "card-order:" + place(card.key())));
    }

    private static Map<String, String> about(CardBatch batch, CardKey card) {
        return Map.of(
                "batchId", Integer.toString(card.batch()),
                "batchName", batch.draft().name(),
                "serial", Integer.toString(card.serial()));
    }

    static String place(CardKey card) {
        return card.batch() + "/" + card.serial();
    }
}
