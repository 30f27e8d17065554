package io.siyu.reach.sop;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityCheck.Reference;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That nobody stands still in a plan. */
@Component
class SopIntegrity implements IntegrityChecks {

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                new IntegrityCheck("sop.timer", "sop", """
    select e.plan_id as id, e.id || ' ' || e.state as note from sop_enrolment e left join sop_timer t on t.enrolment_id = e.id
    where (e.state = 'ACTIVE') <> (t.enrolment_id is not null)"""),
                new IntegrityCheck("sop.timer_overdue", "sop", """
    select e.plan_id as id, e.id::text as note from sop_timer t join sop_enrolment e on e.id = t.enrolment_id
    where t.due_at < :overdue"""),
                new IntegrityCheck("sop.effect_overdue", "sop", """
    select e.plan_id as id, f.id || ' ' || f.step_id || ' ' || f.attempts || ' ×' as note
    from sop_effect f join sop_enrolment e on e.id = f.enrolment_id
    where f.state = 'PENDING' and f.due_at < :overdue"""),
                new IntegrityCheck("sop.coupon", "sop", """
    select e.plan_id as id, f.result as note from sop_effect f join sop_enrolment e on e.id = f.enrolment_id
    where f.state = 'DONE' and f.result like 'coupon:%'
      and not exists (select 1 from coupon_coupon c where c.id = substr(f.result, 8)::bigint)"""),
                new IntegrityCheck("sop.task", "sop", """
    select e.plan_id as id, f.result as note from sop_effect f join sop_enrolment e on e.id = f.enrolment_id
    where f.state = 'DONE' and f.result like 'touch:%'
      and not exists (select 1 from outreach_touch t where t.id = substr(f.result, 7)::bigint)"""),
                IntegrityCheck.dangling(
                        "sop.customer",
                        "customer",
                        new Reference("sop_enrolment", "customer_id", "customer_customer")));
    }
}
