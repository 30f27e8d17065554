package io.siyu.mall.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.integrity.Integrity;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationContext;

/** Adds everything up: stock, points, coupons, orders and money must agree with each other to the fen and the piece. */
public final class Books {

    private static final Set<String> TO_THE_FEN = Set.of(
            "catalog.stock_moves",
            "catalog.stock_holds",
            "order.holds",
            "order.unheld",
            "points.balance",
            "points.running",
            "order.points",
            "order.coupons",
            "order.uncouponed",
            "coupon.issued",
            "order.lines",
            "order.pieces",
            "order.money",
            "order.story",
            "payment.refunded",
            "order.unpaid_count");

    private Books() {}

    static void balance(ApplicationContext context) {
        Integrity integrity = context.getBean(Integrity.class);
        List<Integrity.Finding> wrong = integrity.checks().stream()
                .filter(check -> TO_THE_FEN.contains(check.name()))
                .map(integrity::run)
                .filter(finding -> finding.count() > 0)
                .toList();
        assertThat(wrong).isEmpty();
    }
}
