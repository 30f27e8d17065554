package io.siyu.loyalty.points;

import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.privacy.Rows;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The points of a person; the ledger stays as numbers, its notes go. */
@Component
class PersonalPoints implements PersonalData {

    private final JdbcClient jdbc;

    PersonalPoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String part() {
        return "points";
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Person person) {
        Rows rows = Rows.of(jdbc, person);
        return Map.of("entries", rows.list("select * from points_entry where customer_id = any(:ids) order by id"));
    }

    @Override
    public void erase(Person person) {
        Rows rows = Rows.of(jdbc, person);
        rows.update("update points_entry set note = null where customer_id = any(:ids) and note is not null");
    }
}
