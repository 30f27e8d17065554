package io.siyu.mall.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds everything up: stock, points, coupons, orders and money must agree with each other to the fen and the piece. */
public final class Books {

    private static final Map<String, String> MISTAKES = new LinkedHashMap<>();

    static {
        MISTAKES.put("stock is not what its movements say", """
                select s.sku_id from catalog_stock s
                left join catalog_stock_move m on m.sku_id = s.sku_id and m.location_id = s.location_id
                group by s.sku_id, s.location_id, s.on_hand, s.reserved
                having s.on_hand <> coalesce(sum(m.on_hand_delta), 0) or s.reserved <> coalesce(sum(m.reserved_delta), 0)""");
        MISTAKES.put("reserved stock is not what is held", """
                select s.sku_id from catalog_stock s
                left join catalog_stock_hold h
                    on h.sku_id = s.sku_id and h.location_id = s.location_id and h.state = 'HELD'
                group by s.sku_id, s.location_id, s.reserved having s.reserved <> coalesce(sum(h.quantity), 0)""");
        MISTAKES.put("a hold does not fit its order", """
                select h.id from catalog_stock_hold h join order_line l on l.id = h.order_line_id
                join order_order o on o.id = l.order_id
                where h.quantity <> l.quantity or h.state <> case
                    when o.state in ('PLACED', 'CLOSING') then 'HELD' when o.state = 'CLOSED' then 'RELEASED'
                    when o.state = 'REFUNDED' and o.shipped_at is null then 'RESTOCKED' else 'CONFIRMED' end""");
        MISTAKES.put("points are not what their entries say", """
                select a.customer_id from points_account a left join points_entry e on e.customer_id = a.customer_id
                group by a.customer_id
                having a.available <> coalesce(sum(e.available_delta), 0) or a.pending <> coalesce(sum(e.pending_delta), 0)
                    or a.reserved <> coalesce(sum(e.reserved_delta), 0) or a.debt <> coalesce(sum(e.debt_delta), 0)""");
        MISTAKES.put("reserved points are not what unpaid orders need", """
                select a.customer_id from points_account a
                left join order_order o on o.customer_id = a.customer_id and o.state in ('PLACED', 'CLOSING')
                group by a.customer_id having a.reserved <> coalesce(sum(o.points_used), 0)""");
        MISTAKES.put("a coupon does not fit its order", """
                select c.id from coupon_coupon c left join order_order o on o.id = c.order_id
                where c.status = 'RESERVED' and coalesce(o.state, '') not in ('PLACED', 'CLOSING')
                    or c.status = 'USED' and coalesce(o.state, '')
                        not in ('PAID', 'SHIPPED', 'RECEIVED', 'COMPLETED', 'REFUNDING')""");
        MISTAKES.put("more coupons are out than there are", """
                select t.id from coupon_template t left join coupon_coupon c on c.template_id = t.id
                group by t.id having t.issued <> count(c.id) or t.issued > t.total""");
        MISTAKES.put("an order is not the sum of its lines", """
                select o.id from order_order o join order_line l on l.order_id = o.id group by o.id
                having o.payable_fen <> sum(l.pay_fen) + o.shipping_fen or o.coupon_fen <> sum(l.coupon_fen)
                    or o.points_fen <> sum(l.points_fen)""");
        MISTAKES.put("a line is not the sum of its pieces", """
                select l.id from order_line l cross join lateral (
                    select count(*) as pieces, sum((unit ->> 'payFen')::bigint) as pay
                    from jsonb_array_elements(l.units) unit) u
                where u.pieces <> l.quantity or u.pay <> l.pay_fen""");
        MISTAKES.put("an order's money is not payments minus refunds", """
                select o.id from order_order o left join payment_payment p on p.order_id = o.id and p.state = 'PAID'
                group by o.id
                having coalesce(sum(p.amount_fen - p.refunded_fen), 0) <> case
                    when o.state in ('PAID', 'SHIPPED', 'RECEIVED', 'COMPLETED') then o.payable_fen else 0 end""");
        MISTAKES.put("a refund is not what its payment says", """
                select p.id from payment_payment p left join payment_refund r on r.payment_id = p.id
                group by p.id having p.refunded_fen <> coalesce(sum(r.amount_fen), 0)""");
        MISTAKES.put("a shopper's unpaid orders are miscounted", """
                select s.customer_id from order_shopper s
                left join order_order o on o.customer_id = s.customer_id and o.state in ('PLACED', 'CLOSING')
                group by s.customer_id, s.unpaid having s.unpaid <> count(o.id)""");
    }

    private Books() {}

    static void balance(JdbcClient jdbc) {
        MISTAKES.forEach((mistake, sql) ->
                assertThat(jdbc.sql(sql).query(Long.class).list()).as(mistake).isEmpty());
    }
}
