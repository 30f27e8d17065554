package io.siyu.reach.outreach;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityCheck.Reference;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That touches are on their way, and places of a day are taken by touches. */
@Component
class OutreachIntegrity implements IntegrityChecks {

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                new IntegrityCheck("outreach.budget", "customer", """
    select coalesce(b.customer_id, t.customer_id) as id,
        coalesce(b.day, t.budget_day) || ': ' || coalesce(b.used, 0) || ' ≠ ' || coalesce(t.taken, 0) as note
    from outreach_budget b full join (
        select customer_id, budget_day, count(*) as taken from outreach_touch
        where budget_day is not null and state <> 'FAILED' group by customer_id, budget_day) t
      on t.customer_id = b.customer_id and t.budget_day = b.day
    where coalesce(b.used, 0) <> coalesce(t.taken, 0)"""),
                new IntegrityCheck("outreach.waiting", "customer", """
    select customer_id as id, state || ' ' || kind as note from outreach_touch
    where state in ('PLANNED', 'SENDING') and due_at < :overdue"""),
                IntegrityCheck.dangling(
                        "outreach.customer",
                        "customer",
                        new Reference("outreach_touch", "customer_id", "customer_customer")),
                IntegrityCheck.dangling(
                        "outreach.staff", "none", new Reference("outreach_touch", "staff_id", "staff_member")));
    }
}
