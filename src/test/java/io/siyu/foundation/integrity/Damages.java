package io.siyu.foundation.integrity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** For every check, rows that it must find. ID is a fresh number, the same within a line; NO is one that nothing has. */
final class Damages {

    private static final String LINES = """
            idempotency.unanswered <- idempotency_answer(day='2020-01-01')
            job.unheard_news <- event_publication()
            job.failing <- job_scheduled_task(consecutive_failures=3)
            stream.behind <- customer_change()
            wecom.inbox_waiting <- wecom_inbox(state='waiting')
            wecom.inbox_dead <- wecom_inbox(state='dead')
            wecom.inbox_steps <- wecom_inbox(state='done')
            wecom.welcome_waiting <- wecom_inbox(state='done';welcome_state='due';welcome_next_at='2020-01-01')
            customer.identity <- customer_customer(id=ID;merged_into=1) & customer_identity(customer_id=ID)
            customer.merge_chain <- customer_customer(id=ID;merged_into=NO) & customer_customer(id=NO;merged_into=1)
            customer.owner_staff <- customer_customer(owner_staff_id=NO)
            customer.owner_store <- customer_customer(owner_store_id=NO)
            customer.timeline <- timeline_activity(occurred_at=now();customer_id=NO)
            customer.timeline_days <- timeline_activity(occurred_at=now();customer_id=NO)
            relation.staff <- relation_follow(staff_id=NO;state='FOLLOWING')
            relation.customer <- relation_follow(customer_id=NO;state='FOLLOWING')
            relation.transitions <- relation_follow(state='FOLLOWING')
            relation.owner <- customer_customer(id=ID) & relation_ownership(customer_id=ID;staff_id=NO)
            relation.unowned <- staff_member(id=ID;active=true) & relation_follow(staff_id=ID;state='FOLLOWING')
            tag.customer <- tag_assignment(customer_id=NO)
            tag.ops <- tag_assignment(customer_id=NO)
            tag.push_waiting <- tag_push(wanted=2;pushed=1)
            segment.size <- segment_segment(state='LIVE';size=3)
            segment.flips <- segment_segment(id=ID;state='LIVE') & segment_flip(segment_id=ID;entered=true)
            segment.build_waiting <- segment_build()
            segment.customer <- segment_member(customer_id=NO)
            coupon.issued <- coupon_template(issued=3)
            coupon.customer <- coupon_coupon(customer_id=NO;status='ISSUED')
            coupon.expired <- coupon_coupon(status='ISSUED')
            points.balance <- points_account(available=5)
            points.running <- points_entry(available_after=5;available_delta=4)
            points.customer <- points_account(customer_id=NO)
            outreach.budget <- outreach_budget(used=2)
            outreach.waiting <- outreach_touch(state='PLANNED')
            outreach.customer <- outreach_touch(customer_id=NO)
            outreach.staff <- outreach_touch(staff_id=NO)
            channel.scans <- channel_code(id=ID) & channel_scan(code_id=ID)
            channel.adds <- channel_code(id=ID) & channel_acquisition(code_id=ID)
            channel.first_orders <- channel_code(id=ID) & channel_outcome_day(code_id=ID;first_orders=3)
            channel.talks <- channel_code(id=ID) & channel_outcome_day(code_id=ID;talked=3)
            channel.months <- channel_month(code_id=ID;month='2026-11-01';scans=3)
            channel.outcome_months <- channel_outcome_month(code_id=ID;month='2026-11-01';lost=3)
            channel.wait_months <- channel_wait_month(code_id=ID;month='2026-11-01';seconds='{5}';adds='{3}')
            channel.decisions <- channel_scan()
            channel.card_owner <- channel_card(batch_id=1;serial=1;customer_id=NO)
            channel.card_gift <- channel_card(batch_id=1;serial=1;coupon_id=NO)
            channel.friendship <- channel_acquisition()
            channel.ways_waiting <- channel_state(status='INTENT')
            channel.tags <- channel_code(tag_ids='{-5}')
            channel.pool <- channel_code_guide(staff_id=NO)
            channel.staff <- channel_acquisition(staff_id=NO)
            channel.visitor <- channel_visitor(customer_id=NO)
            channel.live_end <- channel_live_session(id=ID;platform='OTHER';ends_at='2020-01-02') & channel_live_guest(session_id=ID;reserved_at='2020-01-01')
            channel.live_order <- channel_live_order(session_id=1)
            channel.live_guest <- channel_live_guest(customer_id=NO;reserved_at='2020-01-01')
            channel.live_staff <- channel_live_guest(staff_id=NO;reserved_at='2020-01-01')
            sop.timer <- sop_enrolment(state='ACTIVE')
            sop.timer_overdue <- sop_enrolment(id=ID;state='ACTIVE') & sop_timer(enrolment_id=ID)
            sop.effect_overdue <- sop_enrolment(id=ID;state='EXITED') & sop_effect(enrolment_id=ID;state='PENDING')
            sop.coupon <- sop_enrolment(id=ID;state='EXITED') & sop_effect(enrolment_id=ID;state='DONE';result='coupon:9999999')
            sop.task <- sop_enrolment(id=ID;state='EXITED') & sop_effect(enrolment_id=ID;state='DONE';result='touch:9999999')
            sop.customer <- sop_enrolment(customer_id=NO;state='EXITED')
            catalog.stock_moves <- catalog_sku(id=ID) & catalog_stock(sku_id=ID;on_hand=3)
            catalog.stock_holds <- catalog_sku(id=ID) & catalog_stock(sku_id=ID;reserved=3)
            catalog.stock_negative <- catalog_sku(id=ID) & catalog_stock(sku_id=ID;on_hand=-1)
            payment.refunded <- payment_payment(state='PAID';refunded_fen=5)
            payment.refund_waiting <- payment_refund(state='REQUESTED')
            payment.check_waiting <- payment_payment(state='OPEN')
            payment.notices <- payment_event(outcome='NOT_OURS')
            payment.noticed <- payment_event(kind='PAYMENT';outcome='APPLIED')
            order.money <- order_order(state='PAID';payable_fen=5)
            order.holds <- order_order(id=ID;state='CLOSED') & order_line(id=ID;order_id=ID) & catalog_stock_hold(order_line_id=ID;state='HELD')
            order.unheld <- order_line(sku_id=5)
            order.coupons <- coupon_coupon(status='USED';order_id=NO)
            order.uncouponed <- order_order(state='PAID';coupon_id=NO)
            order.points <- points_account(reserved=5)
            order.lines <- order_order(state='CLOSED')
            order.pieces <- order_line(units='[]')
            order.unpaid_count <- order_shopper(unpaid=4)
            order.story <- order_order(state='PAID')
            order.overdue <- order_order(state='PLACED';due_at='2020-01-01')
            order.open_attempt <- order_order(id=ID;state='CLOSED') & payment_payment(order_id=ID;state='OPEN')
            order.facts <- order_order(state='PAID';paid_at='2020-01-01')
            order.payment <- payment_payment(order_id=NO;state='CLOSED')
            order.sku <- order_line(sku_id=NO)
            order.staff <- order_order(state='CLOSED';owner_staff_id=NO)
            order.store <- order_order(state='CLOSED';owner_store_id=NO)
            order.customer <- order_order(state='CLOSED';customer_id=NO)
            reward.earned <- order_order(state='PAID';paid_at='2020-01-01';payable_fen=500;shipping_fen=0)
            reward.confirmed <- order_order(state='COMPLETED';completed_at='2020-01-01';payable_fen=500;shipping_fen=0)
            reward.reversed <- order_order(state='REFUNDED';refunded_at='2020-01-01')
            """;

    private Damages() {}

    private record Row(String table, Map<String, String> values) {}

    static Map<String, Consumer<Damage>> byCheck() {
        Map<String, Consumer<Damage>> damages = new TreeMap<>();
        LINES.strip().lines().forEach(line -> {
            String[] sides = line.split(" <- ", 2);
            damages.put(
                    sides[0].strip(), damage -> rows(sides[1]).forEach(row -> damage.row(row.table(), row.values())));
        });
        return damages;
    }

    private static List<Row> rows(String text) {
        String id = Long.toString(Damage.number());
        String no = Long.toString(Damage.number());
        List<Row> rows = new ArrayList<>();
        for (String one : text.split(" & ", -1)) {
            int open = one.indexOf('(');
            Map<String, String> values = new TreeMap<>();
            for (String value : one.substring(open + 1, one.lastIndexOf(')')).split(";", -1)) {
                if (!value.isEmpty()) {
                    int cut = value.indexOf('=');
                    String given = value.substring(cut + 1);
                    values.put(value.substring(0, cut), given.equals("ID") ? id : given.equals("NO") ? no : given);
                }
            }
            rows.add(new Row(one.substring(0, open), values));
        }
        return rows;
    }
}
