package io.siyu.people.segment;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityCheck.Reference;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That segments have the members that came and did not leave. */
@Component
class SegmentIntegrity implements IntegrityChecks {

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                new IntegrityCheck("segment.size", "segment", """
    select s.id, s.size || ' ≠ ' || count(m.customer_id) as note from segment_segment s
    left join segment_member m on m.segment_id = s.id
    where s.state = 'LIVE' group by s.id, s.size having s.size <> count(m.customer_id)"""),
                new IntegrityCheck("segment.flips", "segment", """
    with last as (
        select distinct on (f.segment_id, f.customer_id) f.segment_id, f.customer_id, f.entered from segment_flip f
        join segment_segment s on s.id = f.segment_id and s.state = 'LIVE'
        order by f.segment_id, f.customer_id, f.id desc)
    select l.segment_id as id, l.customer_id::text as note from last l
    left join segment_member m on m.segment_id = l.segment_id and m.customer_id = l.customer_id
    where l.entered <> (m.customer_id is not null)"""),
                new IntegrityCheck("segment.build_waiting", "segment", """
    select segment_id as id, kind as note from segment_build where done_at is null and requested_at < :overdue"""),
                IntegrityCheck.dangling(
                        "segment.customer",
                        "customer",
                        new Reference("segment_member", "customer_id", "customer_customer")));
    }
}
