package io.siyu.mall.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.mall.order.Checkout;
import io.siyu.mall.order.MallFixtures;
import io.siyu.mall.order.OrderRequest;
import io.siyu.mall.order.Orders;
import io.siyu.mall.order.PlacedOrder;
import io.siyu.mall.payment.Settlement.Outcome;
import io.siyu.shared.CustomerId;
import io.siyu.shared.OrderId;
import io.siyu.shared.RandomCode;
import io.siyu.testing.Race;
import io.siyu.testing.SiyuTest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Money in the wrong moment, told by the channel itself. */
@SiyuTest
class LatePaymentTests {

    private final Settlement settlement;
    private final Payments payments;
    private final Checkout checkout;
    private final Orders orders;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final MallFixtures mall;

    LatePaymentTests(
            @Autowired Settlement settlement,
            @Autowired Payments payments,
            @Autowired Checkout checkout,
            @Autowired Orders orders,
            @Autowired TransactionTemplate transaction,
            @Autowired JdbcClient jdbc,
            @Autowired ApplicationContext context) {
        this.settlement = settlement;
        this.payments = payments;
        this.checkout = checkout;
        this.orders = orders;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.mall = new MallFixtures(context);
    }

    @Test
    void money_for_a_closed_order_goes_back_by_itself() {
        PlacedOrder order = place();
        PaymentIntent intent = intend(order);
        orders.cancel(order.id());
        assertThat(stateOf(order.id())).isEqualTo("CLOSED");
        assertThat(settlement.paid(intent.outTradeNo(), order.payableFen(), "late-" + order.number(), null))
                .isEqualTo(Outcome.APPLIED);
        assertThat(stateOf(order.id())).isEqualTo("CLOSED");
        assertThat(surplusOf(order.id())).containsExactly(order.payableFen());
    }

    @Test
    void a_second_payment_of_a_paid_order_goes_back_by_itself() {
        PlacedOrder order = place();
        PaymentIntent first = intend(order);
        settlement.paid(first.outTradeNo(), order.payableFen(), "first-" + order.number(), null);
        assertThat(stateOf(order.id())).isEqualTo("PAID");
        PaymentIntent second = intend(order);
        assertThat(second.outTradeNo()).isNotEqualTo(first.outTradeNo());
        settlement.paid(second.outTradeNo(), order.payableFen(), "second-" + order.number(), null);
        assertThat(stateOf(order.id())).isEqualTo("PAID");
        assertThat(surplusOf(order.id())).containsExactly(order.payableFen());
    }

    @Test
    void a_wrong_amount_changes_nothing() {
        PlacedOrder order = place();
        PaymentIntent intent = intend(order);
        assertThat(settlement.paid(intent.outTradeNo(), 1, "wrong", null)).isEqualTo(Outcome.WRONG_AMOUNT);
        assertThat(stateOf(order.id())).isEqualTo("PLACED");
        assertThat(settlement.paid(intent.outTradeNo(), order.payableFen(), "right", null))
                .isEqualTo(Outcome.APPLIED);
        assertThat(stateOf(order.id())).isEqualTo("PAID");
    }

    @Test
    void twenty_tellings_of_one_payment_have_one_effect() throws Exception {
        PlacedOrder order = place();
        PaymentIntent intent = intend(order);
        Race.Finish<Outcome> finish = Race.of(
                20, i -> () -> settlement.paid(intent.outTradeNo(), order.payableFen(), "t-" + order.number(), null));
        assertThat(finish.failures()).isEmpty();
        assertThat(finish.answers()).containsOnlyOnce(Outcome.APPLIED);
        assertThat(surplusOf(order.id())).isEmpty();
        assertThat(stateOf(order.id())).isEqualTo("PAID");
    }

    @Test
    void beginning_to_pay_twenty_times_at_once_is_one_attempt() throws Exception {
        PlacedOrder order = place();
        Race.Finish<PaymentIntent> finish = Race.of(20, i -> () -> intend(order));
        assertThat(finish.failures()).isEmpty();
        assertThat(finish.answers()).containsOnly(finish.answers().getFirst());
    }

    @Test
    void no_more_is_given_back_than_came() throws Exception {
        // An order of nobody: only the payment is looked at here.
        OrderId order = new OrderId(2_000_000_000L + RandomCode.digits(6).hashCode() % 1_000_000);
        PaymentIntent intent = Objects.requireNonNull(transaction.execute(
                status -> payments.intend(order, 12_000, "test", Instant.parse("2026-03-02T02:00:00Z"))));
        jdbc.sql("update payment_payment set state = 'PAID', paid_at = created_at where out_trade_no = :number")
                .param("number", intent.outTradeNo())
                .update();
        Race.Finish<Boolean> finish = Race.of(
                10,
                i -> () -> transaction.execute(status -> {
                    payments.refund(order, 4_000, "part");
                    return true;
                }));
        assertThat(finish.answers()).hasSize(3);
        assertThat(finish.failures()).hasSize(7);
    }

    private PlacedOrder place() {
        CustomerId customer = mall.customer();
        return checkout.place(
                customer,
                new OrderRequest(List.of(new OrderRequest.Item(mall.goods(12_000, 5), 1)), null, 0, null, false),
                null);
    }

    private PaymentIntent intend(PlacedOrder order) {
        Instant expires = order.expiresAt();
        return Objects.requireNonNull(
                transaction.execute(status -> payments.intend(order.id(), order.payableFen(), "test", expires)));
    }

    private String stateOf(OrderId order) {
        return jdbc.sql("select state from order_order where id = :id")
                .param("id", order.value())
                .query(String.class)
                .single();
    }

    private List<Long> surplusOf(OrderId order) {
        return jdbc.sql("select amount_fen from payment_refund where order_id = :id and surplus")
                .param("id", order.value())
                .query(Long.class)
                .list();
    }
}
