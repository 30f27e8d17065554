package io.siyu.mall.order;

import io.siyu.loyalty.coupon.Coupons;
import io.siyu.loyalty.points.Points;
import io.siyu.mall.catalog.Stock;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.OrderId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What an order keeps for itself while it waits for its money. Always taken and let go in one order (the shopper's count, stock, coupon,
 * points), so that two transactions never wait for each other.
 */
@Component
class Holds {

    private final JdbcClient jdbc;
    private final Stock stock;
    private final Coupons coupons;
    private final Points points;
    private final OrderRules rules;

    Holds(JdbcClient jdbc, Stock stock, Coupons coupons, Points points, OrderRules rules) {
        this.jdbc = jdbc;
        this.stock = stock;
        this.coupons = coupons;
        this.points = points;
        this.rules = rules;
    }

    /** @throws DomainException {@code order.too_many_unpaid} */
    void countUnpaid(CustomerId customer) {
        int counted = jdbc.sql("""
                insert into order_shopper (customer_id, unpaid) values (:customer, 1)
                on conflict (customer_id) do update set unpaid = order_shopper.unpaid + 1
                where order_shopper.unpaid < :most""")
                .param("customer", customer.value())
                .param("most", rules.unpaidOrders())
                .update();
        if (counted == 0) {
            throw DomainException.conflict("order.too_many_unpaid", rules.unpaidOrders());
        }
    }

    /** Paid: what was held is sold, used and spent. */
    void confirm(Transitions.Moved order) {
        countDown(order.customer());
        stock.confirm(lines(order.id()));
        coupons.redeem(order.id());
        points.spend(order.id());
    }

    /** Closed unpaid: everything is free again. */
    void release(Transitions.Moved order) {
        countDown(order.customer());
        stock.release(lines(order.id()));
        coupons.release(order.id());
        points.release(order.id());
    }

    /** Given back after it was paid. What has left the warehouse comes back by a return, not by this. */
    void giveBack(Transitions.Moved order) {
        if (!order.everShipped()) {
            stock.restock(lines(order.id()));
        }
        coupons.giveBack(order.id());
        points.giveBack(order.id());
    }

    private void countDown(CustomerId customer) {
        jdbc.sql("update order_shopper set unpaid = unpaid - 1 where customer_id = :customer")
                .param("customer", customer.value())
                .update();
    }

    private List<Long> lines(OrderId order) {
        return jdbc.sql("select id from order_line where order_id = :order order by id")
                .param("order", order.value())
                .query(Long.class)
                .list();
    }
}
