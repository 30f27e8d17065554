package io.siyu.mall.payment;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.pay.PaymentRefusedException;
import io.siyu.gateway.pay.PaymentUnknownException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks the channel about open attempts, in case its notification never reaches us. */
@Component
class PaymentReconciliation implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(PaymentReconciliation.class);
    private static final Duration STEP = Duration.ofSeconds(20);

    private final JdbcClient jdbc;
    private final Attempts attempts;
    private final Clock clock;

    PaymentReconciliation(JdbcClient jdbc, Attempts attempts, Clock clock) {
        this.jdbc = jdbc;
        this.attempts = attempts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "payment.reconciliation";
    }

    @Override
    public boolean workOnce() {
        Instant now = clock.instant();
        Optional<String> due = jdbc.sql("""
                update payment_payment set checks = checks + 1,
                    next_check_at = :now + :step * power(2, least(checks, 5)) * interval '1 second'
                where id = (select id from payment_payment where state = 'OPEN' and next_check_at <= :now
                    order by next_check_at limit 1 for update skip locked)
                returning out_trade_no""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("step", STEP.toSeconds())
                .query(String.class)
                .optional();
        due.ifPresent(this::ask);
        return due.isPresent();
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    private void ask(String outTradeNo) {
        try {
            attempts.ask(outTradeNo);
        } catch (PaymentUnknownException | PaymentRefusedException e) {
            log.warn("The channel does not say what became of {}: {}", outTradeNo, e.getMessage());
        }
    }
}
