package io.siyu.people.customer;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityCheck.Reference;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That every key leads to a living person, and facts to somebody. */
@Component
class CustomerIntegrity implements IntegrityChecks {

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                new IntegrityCheck("customer.identity", "customer", """
    select c.id, i.type as note from customer_identity i join customer_customer c on c.id = i.customer_id
    where c.merged_into is not null"""),
                new IntegrityCheck("customer.merge_chain", "customer", """
    select c.id, c.merged_into::text as note from customer_customer c join customer_customer s on s.id = c.merged_into
    where s.merged_into is not null
       or not exists (select 1 from timeline_redirect r where r.from_id = c.id and r.to_id = c.merged_into)"""),
                IntegrityCheck.dangling(
                        "customer.owner_staff",
                        "customer",
                        new Reference("customer_customer", "owner_staff_id", "staff_member")),
                IntegrityCheck.dangling(
                        "customer.owner_store",
                        "customer",
                        new Reference("customer_customer", "owner_store_id", "staff_store")),
                IntegrityCheck.dangling(
                        "customer.timeline",
                        "customer",
                        new Reference("timeline_activity", "customer_id", "customer_customer")),
                new IntegrityCheck("customer.timeline_days", "customer", """
    with told as (
        select coalesce(r.to_id, a.customer_id) as person, a.type, count(*) as times, sum(a.amount_fen) as fen
        from timeline_activity a left join timeline_redirect r on r.from_id = a.customer_id
        where a.occurred_at > :now::timestamptz - interval '300 days' group by 1, 2),
    counted as (
        select customer_id as person, type, sum(count) as times, sum(amount_fen) as fen from timeline_day group by 1, 2)
    select t.person as id, t.type || ': ' || t.times || ' > ' || coalesce(c.times, 0) as note
    from told t left join counted c using (person, type) where t.times > coalesce(c.times, 0)"""));
    }
}
