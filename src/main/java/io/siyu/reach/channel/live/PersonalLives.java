package io.siyu.reach.channel.live;

import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.privacy.Rows;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In which live sessions a person took part, and what of what they bought counts for them. */
@Component
class PersonalLives implements PersonalData {

    private final JdbcClient jdbc;

    PersonalLives(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String part() {
        return "lives";
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Person person) {
        Rows rows = Rows.of(jdbc, person);
        return Map.of(
                "guest",
                        rows.list("select * from channel_live_guest where customer_id = any(:ids) order by session_id"),
                "orders",
                        rows.list(
                                "select * from channel_live_order where customer_id = any(:ids) order by at, order_key"));
    }

    /** Nothing here says who they were: whom the number means is forgotten elsewhere, and the counts stay. */
    @Override
    public void erase(Person person) {}
}
