package io.siyu.gateway.wecom.reconcile;

import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.privacy.Rows;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What comparisons found about a person. */
@Component
class PersonalFindings implements PersonalData {

    private final JdbcClient jdbc;

    PersonalFindings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String part() {
        return "reconciliation";
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Person person) {
        return Map.of(
                "findings",
                Rows.of(jdbc, person)
                        .list("select kind, user_id, found_at from wecom_reconciliation_finding"
                                + " where external_user_id = any(:keys) order by id"));
    }

    @Override
    public void erase(Person person) {
        Rows rows = Rows.of(jdbc, person);
        rows.update("delete from wecom_reconciliation_finding where external_user_id = any(:keys)");
        rows.update("delete from wecom_reconciliation_seen where external_user_id = any(:keys)");
    }
}
