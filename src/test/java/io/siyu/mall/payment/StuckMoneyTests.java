package io.siyu.mall.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.shared.RandomCode;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SiyuTest
class StuckMoneyTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    StuckPayments payments;

    @Autowired
    StuckRefunds refunds;

    @Autowired
    Clock clock;

    @Test
    void payments_and_refunds_without_a_result_are_told_after_their_time_and_not_before() {
        String number = RandomCode.digits(16);
        // Undone at the end, so that no worker takes up money that never was.
        transaction.executeWithoutResult(status -> {
            long payment = payment(number, "OPEN", Duration.ofMinutes(29));
            assertThat(payments.standing()).noneMatch(alert -> alert.subject().equals(number));
            jdbc.sql("update payment_payment set expires_at = expires_at - interval '2 minutes' where id = :id")
                    .param("id", payment)
                    .update();
            assertThat(payments.standing()).anyMatch(alert -> alert.subject().equals(number));
            refund(payment, "late" + number, "PROCESSING", Duration.ofMinutes(61));
            refund(payment, "fresh" + number, "PROCESSING", Duration.ofMinutes(5));
            refund(payment, "no" + number, "ABNORMAL", Duration.ZERO);
            refund(payment, "done" + number, "SUCCEEDED", Duration.ofDays(1));
            assertThat(refunds.standing().stream()
                            .filter(alert -> alert.subject().endsWith(number))
                            .map(alert -> alert.subject().replace(number, "")))
                    .containsExactlyInAnyOrder("late", "no");
            status.setRollbackOnly();
        });
    }

    private long payment(String number, String state, Duration expiredSince) {
        Instant now = clock.instant();
        return jdbc.sql("""
                insert into payment_payment (order_id, out_trade_no, amount_fen, state, description, created_at, expires_at,
                    next_check_at)
                values (-1, :number, 100, :state, 'tea', :made, :expires, :later) returning id""")
                .param("number", number)
                .param("state", state)
                .param("made", now.minus(Duration.ofDays(2)).atOffset(ZoneOffset.UTC))
                .param("expires", now.minus(expiredSince).atOffset(ZoneOffset.UTC))
                .param("later", now.plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private void refund(long payment, String number, String state, Duration age) {
        Instant now = clock.instant();
        jdbc.sql("""
                insert into payment_refund (number, payment_id, order_id, amount_fen, reason, surplus, state, created_at,
                    next_try_at)
                values (:number, :payment, -1, 1, 'test', false, :state, :made, :later)""")
                .param("number", number)
                .param("payment", payment)
                .param("state", state)
                .param("made", now.minus(age).atOffset(ZoneOffset.UTC))
                .param("later", now.plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .update();
    }
}
