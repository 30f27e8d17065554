package io.siyu.reach.channel;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityCheck.Reference;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That what was counted at the codes is what came through them. */
@Component
class ChannelIntegrity implements IntegrityChecks {

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                new IntegrityCheck("channel.scans", "code", """
    select c.id, coalesce(d.scans, 0) || ' ≠ ' || coalesce(s.scans, 0) as note from channel_code c
    left join (select code_id, sum(scans) as scans from channel_day group by code_id) d on d.code_id = c.id
    left join (select code_id, count(*) as scans from channel_scan group by code_id) s on s.code_id = c.id
    where coalesce(d.scans, 0) <> coalesce(s.scans, 0)"""),
                new IntegrityCheck("channel.adds", "code", """
    select c.id, coalesce(d.adds, 0) || ' ≠ ' || coalesce(a.adds, 0) as note from channel_code c
    left join (select code_id, sum(adds) as adds, sum(late_adds) as late from channel_day group by code_id) d
        on d.code_id = c.id
    left join (select code_id, count(*) as adds, count(*) filter (where late) as late
               from channel_acquisition group by code_id) a on a.code_id = c.id
    where coalesce(d.adds, 0) <> coalesce(a.adds, 0) or coalesce(d.late, 0) <> coalesce(a.late, 0)"""),
                new IntegrityCheck("channel.first_orders", "code", """
    select c.id, coalesce(d.orders, 0) || ' ≠ ' || coalesce(o.orders, 0) as note from channel_code c
    left join (select code_id, sum(first_orders) as orders from channel_outcome_day group by code_id) d on d.code_id = c.id
    left join (select a.code_id, count(*) as orders from channel_first_order f
               join channel_acquisition a on a.id = f.acquisition_id group by a.code_id) o on o.code_id = c.id
    where coalesce(d.orders, 0) <> coalesce(o.orders, 0)"""),
                new IntegrityCheck("channel.talks", "code", """
    select c.id, coalesce(d.talked, 0) || ' ≠ ' || coalesce(a.talked, 0) as note from channel_code c
    left join (select code_id, sum(talked) as talked from channel_outcome_day group by code_id) d on d.code_id = c.id
    left join (select code_id, count(talked_at) as talked from channel_acquisition group by code_id) a on a.code_id = c.id
    where coalesce(d.talked, 0) <> coalesce(a.talked, 0)"""),
                new IntegrityCheck("channel.decisions", "code", """
    select s.code_id as id, s.id::text as note from channel_scan s
    where not exists (select 1 from channel_decision d where d.scan_id = s.id)"""),
                new IntegrityCheck("channel.friendship", "customer", """
    select a.customer_id as id, a.staff_id::text as note from channel_acquisition a
    left join relation_follow f on f.customer_id = a.customer_id and f.staff_id = a.staff_id
    where a.ended_at is null and (f.id is null or f.state <> 'FOLLOWING' and f.ended_at < :overdue)"""),
                new IntegrityCheck("channel.ways_waiting", "code", """
    select code_id as id, status || ' ' || attempts || ' × ' || coalesce(failure, '') as note from channel_state
    where status in ('INTENT', 'CALLING', 'FAILED', 'RETIRED') and due_at < :overdue"""),
                new IntegrityCheck("channel.tags", "code", """
    select c.id, wanted::text as note from channel_code c cross join lateral (
        select unnest(c.tag_ids) as wanted
        union select tag::bigint from jsonb_path_query(c.welcome, '$.windows[*].tagIds[*]') tag) w
    where not exists (select 1 from tag_tag t where t.id = wanted)"""),
                IntegrityCheck.dangling(
                        "channel.pool", "none", new Reference("channel_code_guide", "staff_id", "staff_member")),
                IntegrityCheck.dangling(
                        "channel.staff", "none", new Reference("channel_acquisition", "staff_id", "staff_member")),
                IntegrityCheck.dangling(
                        "channel.visitor",
                        "customer",
                        new Reference("channel_visitor", "customer_id", "customer_customer")));
    }
}
