package io.siyu.mall.payment;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertSource;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Payments of which the channel should long have told what became of them. */
@Component
class StuckPayments implements AlertSource {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final Clock clock;

    StuckPayments(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "payment.stuck";
    }

    @Override
    public List<Alert> standing() {
        return jdbc
                .sql("""
                select out_trade_no from payment_payment where (state = 'OPEN' and expires_at < :before or state = 'DISPUTED') order by id limit :most""")
                .param("before", clock.instant().minus(PATIENCE).atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query(String.class)
                .list()
                .stream()
                .map(number -> Alert.fault(kind(), number, null, number))
                .toList();
    }
}
