package io.siyu.people.tag;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That what people carry is what was put on them, and that it reaches WeChat Work. */
@Component
class TagIntegrity implements IntegrityChecks {

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                new IntegrityCheck("tag.customer", "customer", """
    select a.customer_id as id, count(*)::text as note from tag_assignment a
    where not exists (select 1 from customer_customer c where c.id = a.customer_id and c.merged_into is null)
    group by a.customer_id"""),
                new IntegrityCheck("tag.ops", "customer", """
    with last as (
        select distinct on (customer_id, tag_id) customer_id, tag_id, added from tag_op
        order by customer_id, tag_id, id desc)
    select coalesce(l.customer_id, a.customer_id) as id, coalesce(l.tag_id, a.tag_id)::text as note
    from last l full join tag_assignment a on a.customer_id = l.customer_id and a.tag_id = l.tag_id
    where coalesce(l.added, false) <> (a.tag_id is not null)"""),
                new IntegrityCheck("tag.push_waiting", "customer", """
    select customer_id as id, attempts || ' × ' || coalesce(problem, '') as note from tag_push
    where wanted > pushed and due_at < :overdue"""));
    }
}
