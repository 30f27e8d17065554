package io.siyu.gateway.wecom.inbox;

import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.privacy.Rows;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Callbacks about a person: finished ones hold who and when, waiting ones are let finish. */
@Component
class PersonalCallbacks implements PersonalData {

    private final JdbcClient jdbc;

    PersonalCallbacks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String part() {
        return "callback";
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Person person) {
        Rows rows = Rows.of(jdbc, person);
        return Map.of(
                "callbacks",
                rows.list("select id, event, change_type, received_at, fields::text as fields from wecom_inbox"
                        + " where fields->>'ExternalUserID' = any(:keys) order by id"));
    }

    @Override
    public void erase(Person person) {
        Rows rows = Rows.of(jdbc, person);
        rows.update("delete from wecom_inbox where state <> 'waiting' and welcome_state is distinct from 'due'"
                + " and fields->>'ExternalUserID' = any(:keys)");
    }
}
