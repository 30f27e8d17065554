package io.siyu.reach.channel.acquisition;

import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.privacy.Rows;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Through which codes a person came, and which browsers were theirs. */
@Component
class PersonalScans implements PersonalData {

    private final JdbcClient jdbc;

    PersonalScans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String part() {
        return "channel";
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Person person) {
        Rows rows = Rows.of(jdbc, person);
        return Map.of(
                "acquisitions",
                        rows.list("select * from channel_acquisition where customer_id = any(:ids) order by id"),
                "visits", rows.list("""
                        select v.* from channel_visit v join channel_scan s on s.id = v.scan_id
                            join channel_visitor b on b.id = s.visitor
                        where b.customer_id = any(:ids) order by v.scan_id"""),
                "browsers", rows.list("select * from channel_visitor where customer_id = any(:ids)"),
                "accounts", rows.list("""
                        select w.* from channel_visitor_wechat w join channel_visitor b on b.id = w.visitor
                        where b.customer_id = any(:ids) order by w.visitor"""));
    }

    @Override
    public void erase(Person person) {
        Rows rows = Rows.of(jdbc, person);
        rows.update("""
                update channel_visit v set agent = null, parameters = null from channel_scan s
                    join channel_visitor b on b.id = s.visitor
                where s.id = v.scan_id and b.customer_id = any(:ids)""");
        rows.update("""
                delete from channel_visitor_wechat w using channel_visitor b
                where b.id = w.visitor and b.customer_id = any(:ids)""");
        rows.update("update channel_visitor set customer_id = null where customer_id = any(:ids)");
    }
}
