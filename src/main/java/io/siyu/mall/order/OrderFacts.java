package io.siyu.mall.order;

import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.shared.CustomerId;
import io.siyu.shared.OrderId;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells the timeline what became of an order, with the money. */
@Component
class OrderFacts {

    private final Timeline timeline;

    OrderFacts(Timeline timeline) {
        this.timeline = timeline;
    }

    void placed(OrderId order, String number, CustomerId customer, long amountFen, Instant at) {
        record("placed", order, number, customer, amountFen, at);
    }

    void paid(Transitions.Moved order) {
        record("paid", order.id(), order.number(), order.customer(), order.payableFen(), order.at());
    }

    void completed(Transitions.Moved order) {
        record("completed", order.id(), order.number(), order.customer(), order.payableFen(), order.at());
    }

    void refunded(Transitions.Moved order) {
        record("refunded", order.id(), order.number(), order.customer(), -order.payableFen(), order.at());
    }

    private void record(String what, OrderId order, String number, CustomerId customer, long amountFen, Instant at) {
        timeline.record(new Activity(
                customer,
                "order." + what,
                at,
                amountFen,
                Map.of("order", order.toString(), "number", number),
                "order",
                order + "/" + what));
    }
}
