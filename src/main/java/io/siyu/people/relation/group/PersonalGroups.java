package io.siyu.people.relation.group;

import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.privacy.Rows;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In which groups a person is or was. */
@Component
class PersonalGroups implements PersonalData {

    private final JdbcClient jdbc;

    PersonalGroups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String part() {
        return "group";
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Person person) {
        return Map.of("groups", Rows.of(jdbc, person).list("""
                select g.name, m.joined_at, m.left_at from relation_group_member m join relation_group g on g.id = m.group_id
                where m.user_id = any(:keys) order by m.joined_at"""));
    }

    /** Who is still in a group is read again with it as long as they are. */
    @Override
    public void erase(Person person) {
        Rows.of(jdbc, person).update("delete from relation_group_member where user_id = any(:keys)");
    }
}
