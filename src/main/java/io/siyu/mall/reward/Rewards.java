package io.siyu.mall.reward;

import io.siyu.loyalty.points.Points;
import io.siyu.mall.order.OrderCompleted;
import io.siyu.mall.order.OrderPaid;
import io.siyu.mall.order.OrderRefunded;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** A paid order earns points, a complete one lets them be spent, a refunded one takes them back. In whatever order the news comes. */
@Component
class Rewards {

    private static final String SOURCE = "order.reward";
    private static final long FEN_PER_YUAN = 100;

    private final Points points;
    private final long pointsPerYuan;

    Rewards(Points points, @Value("${siyu.mall.points-per-yuan:1}") long pointsPerYuan) {
        this.points = points;
        this.pointsPerYuan = pointsPerYuan;
    }

    @ApplicationModuleListener
    public void on(OrderPaid paid) {
        points.earnPending(
                paid.customer(),
                earned(paid.goodsPaidFen()),
                SOURCE,
                paid.order().toString());
    }

    @ApplicationModuleListener
    public void on(OrderCompleted completed) {
        // The news of the payment may still be on its way; what it says again later changes nothing.
        points.earnPending(
                completed.customer(),
                earned(completed.goodsPaidFen()),
                SOURCE,
                completed.order().toString());
        points.confirm(completed.customer(), SOURCE, completed.order().toString());
    }

    @ApplicationModuleListener
    public void on(OrderRefunded refunded) {
        points.reverse(refunded.customer(), SOURCE, refunded.order().toString());
    }

    private long earned(long goodsPaidFen) {
        return goodsPaidFen / FEN_PER_YUAN * pointsPerYuan;
    }
}
