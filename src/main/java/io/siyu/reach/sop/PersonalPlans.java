package io.siyu.reach.sop;

import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.privacy.Rows;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which plans a person walked. */
@Component
class PersonalPlans implements PersonalData {

    private final JdbcClient jdbc;

    PersonalPlans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String part() {
        return "sop";
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Person person) {
        Rows rows = Rows.of(jdbc, person);
        return Map.of("enrolments", rows.list("select * from sop_enrolment where customer_id = any(:ids) order by id"));
    }

    @Override
    public void erase(Person person) {
        Rows rows = Rows.of(jdbc, person);
        rows.update("delete from sop_timer where enrolment_id in"
                + " (select id from sop_enrolment where customer_id = any(:ids))");
        rows.update("update sop_effect set state = 'CANCELLED' where state = 'PENDING' and enrolment_id in"
                + " (select id from sop_enrolment where customer_id = any(:ids))");
    }
}
