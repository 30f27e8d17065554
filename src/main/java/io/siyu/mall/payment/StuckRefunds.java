package io.siyu.mall.payment;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertSource;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Refunds that the channel could not carry out, or of which it does not tell. */
@Component
class StuckRefunds implements AlertSource {

    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final Clock clock;

    StuckRefunds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "payment.refund_stuck";
    }

    @Override
    public List<Alert> standing() {
        return jdbc
                .sql("""
                select number from payment_refund
                where state = 'ABNORMAL' or (state <> 'SUCCEEDED' and created_at < :before) order by id limit :most""")
                .param("before", clock.instant().minus(PATIENCE).atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query(String.class)
                .list()
                .stream()
                .map(number -> Alert.fault(kind(), number, null, number))
                .toList();
    }
}
