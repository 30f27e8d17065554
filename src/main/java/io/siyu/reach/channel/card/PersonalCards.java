package io.siyu.reach.channel.card;

import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.privacy.Rows;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which cards a person used up, and which orders they came with. */
@Component
class PersonalCards implements PersonalData {

    private final JdbcClient jdbc;

    PersonalCards(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String part() {
        return "cards";
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Person person) {
        return Map.of("cards", Rows.of(jdbc, person).list("""
                select c.batch_id, c.serial, c.used_at, c.gift_at, o.marketplace, o.order_no from channel_card c
                left join channel_card_order o on o.batch_id = c.batch_id and o.serial = c.serial
                where c.customer_id = any(:ids) order by c.batch_id, c.serial"""));
    }

    /** Who the number of the owner is, is forgotten elsewhere; here the order goes, by which a marketplace would know. */
    @Override
    public void erase(Person person) {
        Rows.of(jdbc, person).update("""
                update channel_card_order o set order_no = 'ERASED-' || gen_random_uuid() from channel_card c
                where c.customer_id = any(:ids) and o.batch_id = c.batch_id and o.serial = c.serial""");
    }
}
