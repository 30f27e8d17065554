package io.siyu.people.relation;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityCheck.Reference;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That friendships are what was seen of them, and owners what their history says. */
@Component
class RelationIntegrity implements IntegrityChecks {

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                IntegrityCheck.dangling(
                        "relation.staff", "none", new Reference("relation_follow", "staff_id", "staff_member")),
                new IntegrityCheck("relation.customer", "customer", """
    select f.customer_id as id, 'relation_follow ' || f.id as note from relation_follow f
    where not exists (select 1 from customer_customer c where c.id = f.customer_id and c.merged_into is null)"""),
                new IntegrityCheck("relation.transitions", "customer", """
    select f.customer_id as id, f.state || ' ≠ ' || coalesce(last.kinds, '') as note from relation_follow f
    left join lateral (
        select string_agg(distinct t.kind, ',') as kinds, bool_or(t.kind = 'ADDED') as added,
            bool_and(t.kind = 'ADDED') as only_added
        from relation_transition t
        where t.follow_id = f.id
          and t.at = (select max(latest.at) from relation_transition latest where latest.follow_id = f.id)) last on true
    where last.kinds is null or f.state = 'FOLLOWING' and not last.added or f.state <> 'FOLLOWING' and last.only_added"""),
                new IntegrityCheck("relation.owner", "customer", """
    select c.id, coalesce(c.owner_staff_id::text, '–') || ' ≠ ' || coalesce(o.staff_id::text, '–') as note
    from customer_customer c join relation_ownership o on o.customer_id = c.id and o.until is null
    where c.merged_into is not null or c.owner_staff_id is distinct from o.staff_id
       or c.owner_store_id is distinct from o.store_id"""),
                new IntegrityCheck("relation.unowned", "customer", """
    select f.customer_id as id, '' as note from relation_follow f
    join staff_member m on m.id = f.staff_id and m.active
    where f.state = 'FOLLOWING' and f.added_at < :overdue
      and not exists (select 1 from relation_ownership o
                      where o.customer_id = f.customer_id and o.until is null and o.staff_id is not null)
    group by f.customer_id"""));
    }
}
