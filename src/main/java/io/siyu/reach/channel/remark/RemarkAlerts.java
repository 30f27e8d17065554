package io.siyu.reach.channel.remark;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertSource;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remarks that WeChat Work refused since yesterday, by code. */
@Component
class RemarkAlerts implements AlertSource {

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    RemarkAlerts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "channel.remark_refused";
    }

    @Override
    public List<Alert> standing() {
        return jdbc.sql("""
                select c.id, c.name, count(*) as many from channel_remark r join channel_code c on c.id = r.code_id
                where r.status = 'FAILED' and r.done_at > :since group by c.id order by c.id limit 50""")
                .param("since", clock.instant().minus(REMEMBERED).atOffset(ZoneOffset.UTC))
                .query((row, number) -> Alert.fault(
                        kind(),
                        Long.toString(row.getLong("id")),
                        "/codes/" + row.getLong("id"),
                        row.getString("name"),
                        row.getInt("many")))
                .list();
    }
}
