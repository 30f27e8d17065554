package io.siyu.people.relation.lead;

import io.siyu.people.customer.MergeParticipant;
import io.siyu.shared.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whoever a lead became lives on in the survivor. */
@Component
class LeadMerge implements MergeParticipant {

    private final JdbcClient jdbc;

    LeadMerge(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void merge(CustomerId survivor, CustomerId merged) {
        jdbc.sql("update relation_lead set customer_id = :survivor where customer_id = :merged")
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .update();
        jdbc.sql("""
                insert into relation_noted_phone (phone_id, customer_id, staff_id, noted_at)
                select phone_id, :survivor, staff_id, noted_at from relation_noted_phone where customer_id = :merged
                on conflict do nothing""")
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .update();
        jdbc.sql("delete from relation_noted_phone where customer_id = :merged")
                .param("merged", merged.value())
                .update();
    }
}
