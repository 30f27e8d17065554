package io.siyu.people.relation;

import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.privacy.Rows;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who was friends with whom, with the remarks of guides. */
@Component
class PersonalRelations implements PersonalData {

    private final JdbcClient jdbc;

    PersonalRelations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String part() {
        return "relation";
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Person person) {
        Rows rows = Rows.of(jdbc, person);
        return Map.of(
                "follows", rows.list("select * from relation_follow where customer_id = any(:ids) order by id"),
                "handovers",
                        rows.list("select * from relation_handover_item where customer_id = any(:ids) order by id"),
                "ownership", rows.list("select * from relation_ownership where customer_id = any(:ids) order by id"));
    }

    @Override
    public void erase(Person person) {
        Rows rows = Rows.of(jdbc, person);
        rows.update("delete from relation_transition where follow_id in"
                + " (select id from relation_follow where customer_id = any(:ids))");
        rows.update("delete from relation_handover_item where customer_id = any(:ids)");
        rows.update("delete from relation_unassigned where external_userid in"
                + " (select external_userid from relation_follow where customer_id = any(:ids))");
        rows.update("delete from relation_follow where customer_id = any(:ids)");
        rows.update("update relation_ownership set note = null where customer_id = any(:ids) and note is not null");
    }
}
