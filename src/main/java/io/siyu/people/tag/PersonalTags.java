package io.siyu.people.tag;

import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.privacy.Rows;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tags on a person. */
@Component
class PersonalTags implements PersonalData {

    private final JdbcClient jdbc;

    PersonalTags(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String part() {
        return "tag";
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Person person) {
        Rows rows = Rows.of(jdbc, person);
        return Map.of(
                "tags",
                rows.list("select t.name, a.* from tag_assignment a join tag_tag t on t.id = a.tag_id"
                        + " where a.customer_id = any(:ids) order by a.tag_id"));
    }

    @Override
    public void erase(Person person) {
        Rows rows = Rows.of(jdbc, person);
        rows.update("delete from tag_assignment where customer_id = any(:ids)");
    }
}
