package io.siyu.reach.sop;

import io.siyu.people.customer.MergeParticipant;
import io.siyu.shared.CustomerId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Two people turned out to be one: where both walk the same plan, the survivor's walk goes on and the other ends. */
@Component
class SopMerge implements MergeParticipant {

    private final JdbcClient jdbc;
    private final Enrolments enrolments;

    SopMerge(JdbcClient jdbc, Enrolments enrolments) {
        this.jdbc = jdbc;
        this.enrolments = enrolments;
    }

    @Override
    public void merge(CustomerId survivor, CustomerId merged) {
        List<Long> twice = jdbc.sql("""
                select m.id from sop_enrolment m where m.customer_id = :merged and m.state = 'ACTIVE'
                  and exists (select 1 from sop_enrolment s where s.plan_id = m.plan_id and s.customer_id = :survivor
                    and (s.state = 'ACTIVE' or s.entry_key = m.entry_key))
                order by m.id for update""")
                .param("merged", merged.value())
                .param("survivor", survivor.value())
                .query(Long.class)
                .list();
        enrolments.exit(twice, "sop.exit.merged");
        jdbc.sql("""
                update sop_enrolment m set customer_id = :survivor where m.customer_id = :merged
                  and not exists (select 1 from sop_enrolment s where s.plan_id = m.plan_id and s.customer_id = :survivor
                    and s.entry_key = m.entry_key)""")
                .param("merged", merged.value())
                .param("survivor", survivor.value())
                .update();
    }
}
