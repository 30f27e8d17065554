package io.siyu.reach.outreach;

import io.siyu.foundation.audit.Audit;
import io.siyu.shared.CustomerId;
import java.time.LocalDate;
import java.time.LocalTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The brand's contact policy and the daily budgets of customers under it. */
@Component
class PolicySettings {

    private final JdbcClient jdbc;
    private final Audit audit;

    PolicySettings(JdbcClient jdbc, Audit audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    ContactPolicy.Settings current() {
        return jdbc.sql("select daily_cap, quiet_from, quiet_until, newcomer_hours from outreach_policy")
                .query((row, number) -> new ContactPolicy.Settings(
                        row.getInt("daily_cap"),
                        row.getObject("quiet_from", LocalTime.class),
                        row.getObject("quiet_until", LocalTime.class),
                        row.getInt("newcomer_hours")))
                .single();
    }

    @Transactional
    void change(ContactPolicy.Settings settings) {
        ContactPolicy.Settings before = current();
        jdbc.sql("""
                update outreach_policy set daily_cap = :cap, quiet_from = :from, quiet_until = :until, newcomer_hours = :hours""")
                .param("cap", settings.dailyCap())
                .param("from", settings.quietFrom())
                .param("until", settings.quietUntil())
                .param("hours", settings.newcomerHours())
                .update();
        audit.record("outreach.policy.change", "policy", "contact", before, settings);
    }

    /** Takes one of the customer's places of the day; of two who want the last one, one gets it. */
    boolean reserve(CustomerId customer, LocalDate day, int cap) {
        return cap > 0
                && jdbc.sql("""
                        insert into outreach_budget as budget (customer_id, day, used) values (:customer, :day, 1)
                        on conflict (customer_id, day) do update set used = budget.used + 1 where budget.used < :cap
                        returning used""")
                        .param("customer", customer.value())
                        .param("day", day)
                        .param("cap", cap)
                        .query(Integer.class)
                        .optional()
                        .isPresent();
    }

    void giveBack(CustomerId customer, LocalDate day) {
        jdbc.sql("update outreach_budget set used = used - 1 where customer_id = :customer and day = :day and used > 0")
                .param("customer", customer.value())
                .param("day", day)
                .update();
    }
}
