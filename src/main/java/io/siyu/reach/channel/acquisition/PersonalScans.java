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

    /** Browsers that became theirs, that are signed in with an account of theirs, or with the account of one of theirs and nobody else's. */
    private static final String THEIRS = """
            select id from channel_visitor where customer_id = any(:ids)
            union select visitor from channel_visitor_wechat where open_id = any(:keys)
            union select visitor from channel_visitor_wechat where union_id = any(:keys)
            union select other.visitor from channel_visitor b join channel_visitor_wechat own on own.visitor = b.id
                join channel_visitor_wechat other on other.open_id = own.open_id and other.app_id = own.app_id
                left join channel_visitor v on v.id = other.visitor
            where b.customer_id = any(:ids) and v.customer_id is null""";

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
                "remarks", rows.list("""
                        select r.* from channel_remark r join channel_acquisition a on a.id = r.acquisition_id
                        where a.customer_id = any(:ids) order by r.acquisition_id"""),
                "talks", rows.list("select * from channel_early_talk where external_userid = any(:keys)"),
                "visits", rows.list("""
                        select v.* from channel_visit v join channel_scan s on s.id = v.scan_id
                        where s.visitor in (%s) order by v.scan_id""".formatted(THEIRS)),
                "browsers", rows.list("select * from channel_visitor where customer_id = any(:ids)"),
                "accounts",
                        rows.list("select * from channel_visitor_wechat where visitor in (%s) order by visitor"
                                .formatted(THEIRS)));
    }

    @Override
    public void erase(Person person) {
        Rows rows = Rows.of(jdbc, person);
        rows.update("""
                update channel_visit v set agent = null, parameters = null from channel_scan s
                where s.id = v.scan_id and s.visitor in (%s)""".formatted(THEIRS));
        rows.update("delete from channel_visitor_wechat where visitor in (%s)".formatted(THEIRS));
        rows.update("""
                delete from channel_remark r using channel_acquisition a
                where a.id = r.acquisition_id and a.customer_id = any(:ids)""");
        rows.update("delete from channel_early_talk where external_userid = any(:keys)");
        rows.update("update channel_visitor set customer_id = null where customer_id = any(:ids)");
    }
}
