package io.siyu.reach.channel.landing;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertSource;
import io.siyu.foundation.metric.Figure;
import io.siyu.foundation.metric.Figures;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many contact ways we have at WeChat Work, out of those that a corporation may have: told while there is time to make room. */
@Component
class ContactWayCount implements AlertSource, Figures {

    private static final String COUNT =
            "select count(*) as value from channel_state where status in ('CALLING', 'READY', 'RETIRED')";

    private final JdbcClient jdbc;
    private final long most;

    ContactWayCount(JdbcClient jdbc, @Value("${siyu.channel.most-contact-ways:500000}") long most) {
        this.jdbc = jdbc;
        this.most = most;
    }

    @Override
    public String kind() {
        return "channel.ways_scarce";
    }

    /** From nine tenths on. */
    @Override
    public List<Alert> standing() {
        long used = jdbc.sql(COUNT).query(Long.class).single();
        return used * 10 >= most * 9 ? List.of(Alert.fault(kind(), Alert.ALL, "/codes", used, most)) : List.of();
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.count("siyu.channel.contact_ways", COUNT));
    }
}
