package io.siyu.crash;

import io.siyu.crash.Caller.Wish;
import io.siyu.crash.Promises.Kind;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Holds what everybody was promised, and what the platforms know, against the application's books. */
final class Verdict {

    /** What must find nothing: the platform's truth on one side, ours on the other. */
    private static final Map<String, String> MUST_BE_EMPTY = new LinkedHashMap<>();

    static {
        MUST_BE_EMPTY.put("a friendship of the platform is not one of ours, or the other way round", """
                select r.userid || ' ' || r.external_userid || ' ' || coalesce(f.state, 'unknown') from sandbox_relation r
                left join staff_member m on m.wecom_user_id = r.userid
                left join relation_follow f on f.staff_id = m.id and f.external_userid = r.external_userid
                where (r.ended_at is null) <> (coalesce(f.state, '') = 'FOLLOWING')""");
        MUST_BE_EMPTY.put("a friendship began more or less than once", """
                select f.id || ' ' || count(t.id) from relation_follow f
                left join relation_transition t on t.follow_id = f.id and t.kind = 'ADDED'
                group by f.id having count(t.id) <> 1""");
        MUST_BE_EMPTY.put("the timeline does not tell of a beginning exactly once", """
                select f.id || ' ' || count(a.id) from relation_follow f
                left join timeline_activity a on a.type = 'follow.added' and a.occurred_at = f.first_added_at
                    and (a.customer_id = f.customer_id
                         or a.customer_id in (select from_id from timeline_redirect where to_id = f.customer_id))
                group by f.id having count(a.id) <> 1""");
        MUST_BE_EMPTY.put("a friend by the code was not counted exactly once", """
                select f.id || ' ' || count(a.id) from relation_follow f
                left join channel_acquisition a on a.customer_id = f.customer_id and a.staff_id = f.staff_id
                group by f.id having count(a.id) <> 1""");
        MUST_BE_EMPTY.put("somebody was welcomed twice", """
                select userid || ' ' || external_userid from sandbox_message where sender = 'WELCOME'
                group by userid, external_userid having count(*) > 1""");
        MUST_BE_EMPTY.put("a welcome is not recorded as it went", """
                select r.external_userid || ' ' || coalesce(string_agg(t.state, ','), 'no record') || ' '
                    || count(distinct w.id) || ' sent'
                from sandbox_relation r
                join customer_identity i on i.type = 'EXTERNAL_USERID' and i.key = r.external_userid
                join staff_member m on m.wecom_user_id = r.userid
                left join sandbox_message w
                    on w.userid = r.userid and w.external_userid = r.external_userid and w.sender = 'WELCOME'
                left join outreach_touch t
                    on t.kind = 'WELCOME' and t.customer_id = i.customer_id and t.staff_id = m.id
                group by r.external_userid
                having count(distinct t.id) <> 1
                    or (min(t.state) = 'SENT') and count(distinct w.id) = 0
                    or min(t.state) in ('LATE', 'SKIPPED', 'FAILED') and count(distinct w.id) > 0""");
        MUST_BE_EMPTY.put("a friend who stayed does not carry the code's tag", """
                select f.customer_id::text from relation_follow f
                where not exists (select 1 from tag_assignment a join channel_code c on a.tag_id = any(c.tag_ids)
                                  where a.customer_id = f.customer_id)""");
        MUST_BE_EMPTY.put("the platform does not have a tag of ours", """
                select r.external_userid from sandbox_relation r
                where r.ended_at is null and not exists (select 1 from sandbox_relation_tag t where t.relation_id = r.id)""");
        MUST_BE_EMPTY.put("somebody got more or less than one coupon of the plan", """
                select e.id || ' ' || count(c.id) from sop_enrolment e
                left join coupon_coupon c on c.source = 'sop' and c.source_key = 'sop:' || e.id || ':gift:1'
                group by e.id having count(c.id) > 1 or e.state <> 'EXITED' and count(c.id) = 0""");
        MUST_BE_EMPTY.put("a guide was asked twice", """
                select t.id || ' ' || count(m.id) from outreach_touch t
                join sandbox_message m on m.sender = 'APP' and m.content::text like '%' || t.token || '%'
                group by t.id having count(m.id) > 1""");
        MUST_BE_EMPTY.put("a task that was sent did not arrive", """
                select t.id::text from outreach_touch t where t.kind = 'GUIDE_TASK' and t.state = 'SENT'
                  and not exists (select 1 from sandbox_message m
                                  where m.sender = 'APP' and m.content::text like '%' || t.token || '%')""");
        MUST_BE_EMPTY.put("the channel's money is not ours", """
                select coalesce(s.out_trade_no, p.out_trade_no) || ' ' || coalesce(s.state, 'unknown') || ' '
                    || coalesce(p.state, 'unknown') || ' ' || coalesce(s.refunded_fen, 0) || ' ' || coalesce(p.refunded_fen, 0)
                from sandbox_pay_order s full join payment_payment p on p.out_trade_no = s.out_trade_no
                where coalesce(s.state in ('SUCCESS', 'REFUND'), false) <> coalesce(p.state = 'PAID', false)
                   or coalesce(s.refunded_fen, 0) <> coalesce(p.refunded_fen, 0)
                   or s.amount_fen <> p.amount_fen""");
        MUST_BE_EMPTY.put("a refund reached the payer more or less than once", """
                select r.number || ' ' || count(s.refund_id) from payment_refund r
                left join sandbox_pay_refund s on s.out_refund_no like r.number || '-%'
                group by r.number having count(s.refund_id) <> 1""");
    }

    private static final Map<Kind, String> KEPT = Map.of(
            Kind.ORDER, "select number from order_order",
            Kind.PAYMENT, """
                    select number from order_order where paid_at is not null
                       or exists (select 1 from payment_refund r where r.order_id = order_order.id and r.surplus)""",
            Kind.REFUND, "select number from order_order where state = 'REFUNDED'",
            Kind.COUPON, "select id::text from coupon_coupon where source = 'claim'",
            Kind.POINTS, "select note from points_entry where source = 'hand'",
            Kind.STOCK, "select reason from catalog_stock_move where reason like 'crash %'",
            Kind.FRIEND, "select external_userid || '|' || wecom_userid from relation_follow",
            Kind.TAG, """
                    select r.from_id::text from timeline_redirect r join tag_assignment a on a.customer_id = r.to_id
                    union select customer_id::text from tag_assignment""");

    private final Rows rows;
    private final Operator operator;
    private final Brand brand;
    private final Promises promises;
    private final List<String> wrong = new ArrayList<>();

    Verdict(Site site, Operator operator, Brand brand, Promises promises) {
        this.rows = new Rows(site);
        this.operator = operator;
        this.brand = brand;
        this.promises = promises;
    }

    List<String> wrong() throws InterruptedException, SQLException, IOException {
        for (var entry : MUST_BE_EMPTY.entrySet()) {
            note(entry.getKey(), rows.of(entry.getValue()));
        }
        for (Kind kind : Kind.values()) {
            promised(kind);
        }
        String name = promises.codeName();
        if (name != null) {
            List<String> now = rows.of("select name from channel_code where id = ?", brand.codeId());
            note("the code lost its last name " + name, now.equals(List.of(name)) ? List.of() : now);
        }
        integrity();
        return wrong;
    }

    private void promised(Kind kind) throws SQLException, IOException {
        List<String> there = rows.of(KEPT.getOrDefault(kind, "select 1 where false"));
        Set<String> once = new HashSet<>(there);
        note(
                "promised and not there: " + kind,
                promises.of(kind).stream().filter(one -> !once.contains(one)).toList());
        if (kind == Kind.ORDER || kind == Kind.POINTS || kind == Kind.STOCK) {
            Set<String> known = new HashSet<>(promises.of(kind));
            note(
                    "there and never promised: " + kind,
                    there.stream().filter(one -> !known.contains(one)).toList());
            note("there more than once: " + kind, there.size() == once.size() ? List.of() : there);
        }
    }

    /** The application's own checks, run on demand. */
    private void integrity() throws InterruptedException {
        operator.insist(Wish.post("integrity", "/api/admin/integrity/runs", Map.of()));
        JsonNode page;
        do {
            Thread.sleep(500);
            page = operator.insist(Wish.get("integrity", "/api/admin/integrity"))
                    .json();
        } while (page.path("running").asBoolean());
        for (JsonNode check : page.path("items")) {
            if (check.path("count").asLong() > 0) {
                wrong.add("integrity " + check.path("name").asString() + ": " + check.path("count") + " "
                        + check.path("samples"));
            }
        }
    }

    private void note(String what, List<String> found) {
        if (!found.isEmpty()) {
            wrong.add(what + ": " + found.size() + ", such as " + found.subList(0, Math.min(5, found.size())));
        }
    }
}
