package io.siyu.mall.order;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityCheck.Reference;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That every order agrees with its money, its goods and what it holds. */
@Component
class OrderIntegrity implements IntegrityChecks {

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                new IntegrityCheck("order.money", "order", """
    select o.id, o.state || ': ' || coalesce(sum(p.amount_fen - p.refunded_fen), 0) || ' ≠ ' || o.payable_fen as note
    from order_order o left join payment_payment p on p.order_id = o.id and p.state = 'PAID'
    group by o.id
    having coalesce(sum(p.amount_fen - p.refunded_fen), 0) <> case
        when o.state in ('PAID', 'SHIPPED', 'RECEIVED', 'COMPLETED') then o.payable_fen else 0 end"""),
                new IntegrityCheck("order.holds", "order", """
    select o.id, h.state || ' ' || h.quantity || ' ≠ ' || o.state || ' ' || l.quantity as note
    from catalog_stock_hold h join order_line l on l.id = h.order_line_id join order_order o on o.id = l.order_id
    where h.quantity <> l.quantity or h.state <> case
        when o.state in ('PLACED', 'CLOSING') then 'HELD' when o.state = 'CLOSED' then 'RELEASED'
        when o.state = 'REFUNDED' and o.shipped_at is null then 'RESTOCKED' else 'CONFIRMED' end"""),
                new IntegrityCheck("order.unheld", "order", """
    select l.order_id as id, l.id::text as note from order_line l where l.sku_id is not null
      and not exists (select 1 from catalog_stock_hold h where h.order_line_id = l.id)"""),
                new IntegrityCheck("order.coupons", "order", """
    select c.order_id as id, c.code || ' ' || c.status || ' ≠ ' || coalesce(o.state, '–') as note
    from coupon_coupon c left join order_order o on o.id = c.order_id
    where c.status = 'RESERVED' and coalesce(o.state, '') not in ('PLACED', 'CLOSING')
       or c.status = 'USED' and coalesce(o.state, '') not in ('PAID', 'SHIPPED', 'RECEIVED', 'COMPLETED', 'REFUNDING')
       or c.order_id is not null and c.id is distinct from o.coupon_id"""),
                new IntegrityCheck("order.uncouponed", "order", """
    select o.id, o.state as note from order_order o
    where o.coupon_id is not null and o.state not in ('CLOSED', 'REFUNDED')
      and not exists (select 1 from coupon_coupon c where c.id = o.coupon_id and c.order_id = o.id)"""),
                new IntegrityCheck("order.points", "customer", """
    select a.customer_id as id, a.reserved || ' ≠ ' || coalesce(sum(o.points_used), 0) as note from points_account a
    left join order_order o on o.customer_id = a.customer_id and o.state in ('PLACED', 'CLOSING')
    group by a.customer_id having a.reserved <> coalesce(sum(o.points_used), 0)"""),
                new IntegrityCheck("order.lines", "order", """
    select o.id, o.payable_fen || ' ≠ ' || coalesce(sum(l.pay_fen), 0) + o.shipping_fen as note
    from order_order o left join order_line l on l.order_id = o.id group by o.id
    having count(l.id) = 0 or o.payable_fen <> sum(l.pay_fen) + o.shipping_fen or o.coupon_fen <> sum(l.coupon_fen)
        or o.points_fen <> sum(l.points_fen)"""),
                new IntegrityCheck("order.pieces", "order", """
    select l.order_id as id, u.pieces || ' × ' || u.pay || ' ≠ ' || l.quantity || ' × ' || l.pay_fen as note
    from order_line l cross join lateral (
        select count(*) as pieces, sum((unit ->> 'payFen')::bigint) as pay from jsonb_array_elements(l.units) unit) u
    where u.pieces <> l.quantity or u.pay <> l.pay_fen"""),
                new IntegrityCheck("order.unpaid_count", "customer", """
    select s.customer_id as id, s.unpaid || ' ≠ ' || count(o.id) as note from order_shopper s
    left join order_order o on o.customer_id = s.customer_id and o.state in ('PLACED', 'CLOSING')
    group by s.customer_id, s.unpaid having s.unpaid <> count(o.id)"""),
                new IntegrityCheck("order.story", "order", """
    select o.id, o.state || ' ≠ ' || coalesce(e.to_state, '–') as note from order_order o
    left join lateral (select to_state from order_event where order_id = o.id order by id desc limit 1) e on true
    where e.to_state is distinct from o.state"""),
                new IntegrityCheck("order.overdue", "order", """
    select id, state as note from order_order where due_at < :overdue"""),
                new IntegrityCheck("order.open_attempt", "order", """
    select o.id, p.out_trade_no as note from payment_payment p join order_order o on o.id = p.order_id
    where p.state = 'OPEN' and o.state not in ('PLACED', 'CLOSING')"""),
                new IntegrityCheck("order.facts", "order", """
    select o.id, o.number as note from order_order o where o.paid_at is not null
      and not exists (select 1 from timeline_activity a
                      where a.source = 'order' and a.source_key = o.id || '/paid' and a.occurred_at = o.paid_at)"""),
                IntegrityCheck.dangling(
                        "order.payment", "none", new Reference("payment_payment", "order_id", "order_order")),
                IntegrityCheck.dangling("order.sku", "none", new Reference("order_line", "sku_id", "catalog_sku")),
                IntegrityCheck.dangling(
                        "order.staff", "none", new Reference("order_order", "owner_staff_id", "staff_member")),
                IntegrityCheck.dangling(
                        "order.store", "none", new Reference("order_order", "owner_store_id", "staff_store")),
                new IntegrityCheck("order.customer", "order", """
    select o.id, o.customer_id::text as note from order_order o
    where not exists (select 1 from customer_customer c where c.id = o.customer_id and c.merged_into is null)"""));
    }
}
