package io.siyu.people.relation.lead;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How long a guide may leave a lead alone, and how many one may have at a time. */
@Component
class LeadRules {

    private final JdbcClient jdbc;

    LeadRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param untouchedDays 0: for ever */
    record Rule(int untouchedDays, int mostPerGuide) {}

    Rule now() {
        return jdbc.sql("select untouched_days, most_per_guide from relation_lead_rule")
                .query(Rule.class)
                .single();
    }

    void change(Rule rule) {
        jdbc.sql("update relation_lead_rule set untouched_days = :days, most_per_guide = :most")
                .param("days", rule.untouchedDays())
                .param("most", rule.mostPerGuide())
                .update();
    }
}
