package io.siyu.mall.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.gateway.pay.ChannelRefund;
import io.siyu.mall.payment.PaperBank.Weather;
import io.siyu.shared.OrderId;
import io.siyu.testing.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One refund under one number, whatever the channel answers to whom. */
@PaymentSlice
class RefundWorkTests {

    @Autowired
    PaperOrders orders;

    @Autowired
    PaperBank bank;

    @Autowired
    RefundWork work;

    @Autowired
    Settlement settlement;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    private OrderId order = new OrderId(1);
    private String payment = "";

    @BeforeEach
    void an_order_is_paid_and_given_back_in_part() {
        bank.forecast();
        work();
        order = orders.place();
        payment = orders.pay(order, "o1");
        bank.thumb(payment);
        orders.close(order);
        orders.refund(order, 4_000);
    }

    @Test
    void a_refused_question_about_a_running_refund_sends_no_second_one() {
        work();
        assertThat(state()).isEqualTo("PROCESSING/1");
        bank.forecast(Weather.REFUSED);
        work();
        assertThat(state()).isEqualTo("PROCESSING/1");
        bank.settleRefunds(ChannelRefund.State.SUCCEEDED);
        work();
        assertThat(state()).isEqualTo("SUCCEEDED/1");
        assertThat(bank.keeps(payment)).isEqualTo(8_000);
    }

    @Test
    void a_refund_done_unheard_and_then_refused_is_found_under_its_number() {
        bank.forecast(Weather.UNHEARD);
        work();
        bank.forecast(Weather.REFUSED);
        work();
        assertThat(state()).isEqualTo("PROCESSING/1");
        bank.settleRefunds(ChannelRefund.State.SUCCEEDED);
        work();
        assertThat(state()).isEqualTo("SUCCEEDED/1");
        assertThat(bank.keeps(payment)).isEqualTo(8_000);
    }

    @Test
    void what_the_channel_forgot_is_asked_for_again_under_the_same_number() {
        work();
        bank.forgetRefunds();
        work();
        assertThat(state()).isEqualTo("REQUESTED/1");
        bank.forecast(Weather.REFUSED, Weather.FINE);
        work();
        assertThat(state()).isEqualTo("REQUESTED/1");
    }

    @Test
    void only_a_refund_that_the_channel_closed_gets_a_new_number() {
        work();
        bank.closeRefunds();
        work();
        assertThat(state()).isEqualTo("REQUESTED/2");
        work();
        bank.settleRefunds(ChannelRefund.State.SUCCEEDED);
        work();
        assertThat(state()).isEqualTo("SUCCEEDED/2");
        assertThat(bank.keeps(payment)).isEqualTo(8_000);
    }

    @Test
    void news_of_a_refund_that_does_not_fit_our_books_is_no_known_news() {
        work();
        String number = jdbc.sql("select number from payment_refund where order_id = :order")
                .param("order", order.value())
                .query(String.class)
                .single();
        assertThat(settlement.refunded(number + "-1", "F1", 3_999)).isEqualTo(Settlement.Outcome.WRONG_AMOUNT);
        assertThat(settlement.refunded("R1-1", "F1", 4_000)).isEqualTo(Settlement.Outcome.NOT_OURS);
        assertThat(settlement.refunded(number + "-1", "F1", 4_000)).isEqualTo(Settlement.Outcome.APPLIED);
        assertThat(settlement.refunded(number + "-1", "F1", 4_000)).isEqualTo(Settlement.Outcome.KNOWN_ALREADY);
    }

    /** Time enough for the next try, and all that is due. */
    private void work() {
        clock.advance(Duration.ofHours(2));
        while (work.workOnce()) {}
    }

    private String state() {
        return jdbc.sql("select state || '/' || attempt from payment_refund where order_id = :order")
                .param("order", order.value())
                .query(String.class)
                .single();
    }
}
