package io.siyu.reach.channel.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.alert.Alert;
import io.siyu.testing.DatabaseTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class ContactWayCountTests {

    @Autowired
    JdbcClient jdbc;

    @Test
    void is_told_from_nine_tenths_on_of_what_a_corporation_may_have() {
        long used = jdbc.sql("select count(*) from channel_state where status in ('CALLING', 'READY', 'RETIRED')")
                .query(Long.class)
                .single();
        assertThat(new ContactWayCount(jdbc, used).standing())
                .extracting(Alert::arguments)
                .containsExactly(List.of(Long.toString(used), Long.toString(used)));
        assertThat(new ContactWayCount(jdbc, used * 2 + 10).standing()).isEmpty();
    }
}
