package io.siyu.mall.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.mall.payment.PaperBank.Weather;
import io.siyu.shared.DomainException;
import io.siyu.shared.OrderId;
import io.siyu.testing.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a channel's "no" means for an attempt to be paid. */
@PaymentSlice
class PaymentAttemptTests {

    @Autowired
    PaperOrders orders;

    @Autowired
    PaperBank bank;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    @Test
    void somebody_who_paid_and_taps_pay_again_has_paid() {
        OrderId order = orders.place();
        bank.thumb(orders.pay(order, "o1"));
        refused(() -> orders.pay(order, "o1"), "payment.paid_already");
        assertThat(orders.state(order)).isEqualTo(PaperOrders.State.PAID);
    }

    @Test
    void money_that_nobody_told_of_is_found_before_the_order_closes() {
        OrderId order = orders.place();
        String sheet = orders.pay(order, "o1");
        bank.thumb(sheet);
        bank.forecast(Weather.FINE, Weather.LOST);
        refused(() -> orders.pay(order, "o1"), "payment.refused");
        clock.advance(Duration.ofMinutes(16));
        assertThat(orders.close(order)).isEqualTo(CloseOutcome.PAID);
        assertThat(orders.state(order)).isEqualTo(PaperOrders.State.PAID);
    }

    @Test
    void a_refusal_while_a_sheet_is_open_ends_that_sheet_before_there_is_another() {
        OrderId order = orders.place();
        String sheet = orders.pay(order, "o1");
        refused(() -> orders.pay(order, "o2"), "payment.refused");
        assertThat(bank.thumb(sheet)).isFalse();
        String other = orders.pay(order, "o2");
        assertThat(bank.thumb(other)).isTrue();
    }

    @Test
    void an_attempt_that_never_reached_a_phone_has_failed_and_holds_nothing_up() {
        OrderId order = orders.place();
        bank.weather(() -> Weather.REFUSED);
        refused(() -> orders.pay(order, "o1"), "payment.refused");
        assertThat(orders.close(order)).isEqualTo(CloseOutcome.CLOSED);
        bank.forecast();
    }

    @Test
    void money_of_another_amount_is_nobodys_payment_and_holds_no_order_up() {
        OrderId order = orders.place();
        String sheet = orders.pay(order, "o1");
        bank.thumb(sheet);
        jdbc.sql("update payment_payment set amount_fen = amount_fen + 1 where out_trade_no = :number")
                .param("number", sheet)
                .update();
        assertThat(orders.close(order)).isEqualTo(CloseOutcome.UNKNOWN);
        assertThat(orders.close(order)).isEqualTo(CloseOutcome.CLOSED);
    }

    private static void refused(Runnable work, String code) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        DomainException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
