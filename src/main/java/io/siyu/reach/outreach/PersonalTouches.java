package io.siyu.reach.outreach;

import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.privacy.Rows;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was said to a person, or was to be. */
@Component
class PersonalTouches implements PersonalData {

    private final JdbcClient jdbc;

    PersonalTouches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String part() {
        return "outreach";
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Person person) {
        Rows rows = Rows.of(jdbc, person);
        return Map.of(
                "touches",
                rows.list("select id, purpose, kind, content, reason, state, planned_at, sent_at from outreach_touch"
                        + " where customer_id = any(:ids) order by id"));
    }

    @Override
    public void erase(Person person) {
        Rows rows = Rows.of(jdbc, person);
        rows.update("update outreach_touch set content = '', evidence = '{}' where customer_id = any(:ids)");
    }
}
