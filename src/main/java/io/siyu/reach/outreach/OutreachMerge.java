package io.siyu.reach.outreach;

import io.siyu.people.customer.MergeParticipant;
import io.siyu.shared.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Two people turned out to be one: they were reached as often as both together. */
@Component
class OutreachMerge implements MergeParticipant {

    private final JdbcClient jdbc;

    OutreachMerge(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void merge(CustomerId survivor, CustomerId merged) {
        jdbc.sql("update outreach_touch set customer_id = :survivor where customer_id = :merged")
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .update();
        jdbc.sql("""
                insert into outreach_budget as budget (customer_id, day, used)
                select :survivor, day, used from outreach_budget where customer_id = :merged
                on conflict (customer_id, day) do update set used = budget.used + excluded.used""")
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .update();
        jdbc.sql("delete from outreach_budget where customer_id = :merged")
                .param("merged", merged.value())
                .update();
    }
}
