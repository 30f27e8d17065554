package io.siyu.reach.outreach;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.relation.CustomerHandedOver;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StoreId;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** What a guide was still to do for a customer who was handed over, the new guide is asked to do; the old card opens nothing any more. */
@Component
class TaskSuccession {

    private final JdbcClient jdbc;
    private final CustomerDirectory customers;
    private final StaffDirectory staff;
    private final Clock clock;

    TaskSuccession(JdbcClient jdbc, CustomerDirectory customers, StaffDirectory staff, Clock clock) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.staff = staff;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(CustomerHandedOver news) {
        CustomerId customer = customers.hold(news.customer());
        staff.find(news.to())
                .ifPresent(to -> openOf(customer, news.from().value()).forEach(id -> give(id, to)));
    }

    private List<Long> openOf(CustomerId customer, long guide) {
        return jdbc.sql("""
                select id from outreach_touch where customer_id = :customer and staff_id = :staff
                  and (state = 'PLANNED' or (state = 'SENT' and kind = 'GUIDE_TASK')) order by id for update""")
                .param("customer", customer.value())
                .param("staff", guide)
                .query(Long.class)
                .list();
    }

    private void give(long id, StaffMember to) {
        StoreId store = to.storeId();
        jdbc.sql("""
                update outreach_touch set staff_id = :staff, store_id = :store, token = :token,
                    due_at = case when state = 'SENT' then :now else due_at end, state = 'PLANNED', sent_at = null,
                    evidence = evidence - 'unsureSince' || jsonb_build_object('handedOverFrom', staff_id)
                where id = :id""")
                .param("staff", to.id().value())
                .param("store", store == null ? null : store.value(), Types.BIGINT)
                .param("token", RandomCode.letters(26))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }
}
