package io.siyu.people.timeline;

import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.privacy.Rows;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person did. That it happened stays, for the figures; what exactly it was goes. */
@Component
class PersonalHistory implements PersonalData {

    private final JdbcClient jdbc;

    PersonalHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String part() {
        return "timeline";
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Person person) {
        Rows rows = Rows.of(jdbc, person);
        return Map.of(
                "activities",
                rows.list("select id, type, occurred_at, amount_fen, attributes::text as attributes, source"
                        + " from timeline_activity where customer_id = any(:ids) order by occurred_at, id"));
    }

    @Override
    public void erase(Person person) {
        Rows rows = Rows.of(jdbc, person);
        rows.update(
                "update timeline_activity set attributes = '{}' where customer_id = any(:ids) and attributes <> '{}'");
        rows.update("update timeline_activity set source_key = 'erased-' || id where customer_id = any(:ids)"
                + " and exists (select from unnest(:keys) key where position(key in source_key) > 0)");
    }
}
