package io.siyu.mall.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.gateway.pay.ChannelRefund;
import io.siyu.mall.payment.PaperBank.Weather;
import io.siyu.shared.DomainException;
import io.siyu.shared.OrderId;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever payer, channel and we do, in whatever order: in the end we keep what our books say, and no more than the order costs. */
@PaymentSlice
class MoneyScriptTests {

    private static final int STEPS = 40;
    private static final long PART_FEN = 3_000;

    @Autowired
    PaperOrders orders;

    @Autowired
    PaperBank bank;

    @Autowired
    Settlement settlement;

    @Autowired
    PaymentReconciliation reconciliation;

    @Autowired
    RefundWork refunds;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    @Test
    void the_bank_and_our_books_agree_after_any_story() {
        Seeds.forAll(60, this::tell);
    }

    private void tell(Random random) {
        OrderId order = orders.place();
        List<String> sheets = new ArrayList<>();
        bank.weather(() -> random.nextInt(10) < 6 ? Weather.FINE : Weather.values()[1 + random.nextInt(3)]);
        for (int step = 0; step < STEPS; step++) {
            go(random, order, sheets);
        }
        bank.forecast();
        settle(order);
        long kept = numbersOf(order).stream().mapToLong(bank::keeps).sum();
        assertThat(kept).as("the bank and our books").isEqualTo(books(order));
        if (orders.state(order) == PaperOrders.State.CLOSED) {
            assertThat(kept).as("money for a closed order").isZero();
        }
        assertThat(openRefunds(order)).as("refunds that never end").isZero();
    }

    private void go(Random random, OrderId order, List<String> sheets) {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> pay(order, "o" + random.nextInt(2), sheets);
            case 3, 4 ->
                sheets.stream()
                        .skip(random.nextInt(sheets.size() + 1))
                        .findFirst()
                        .ifPresent(bank::thumb);
            case 5 -> sheets.stream().filter(bank::paid).findAny().ifPresent(this::tellUs);
            case 6 -> reconciliation.workOnce();
            case 7 -> close(order, random);
            case 8 -> part(order);
            case 9 -> refunds.workOnce();
            case 10 ->
                random.ints(1, 0, 2).forEach(die -> {
                    if (die == 0) {
                        bank.settleRefunds(ChannelRefund.State.SUCCEEDED);
                    } else {
                        bank.closeRefunds();
                    }
                });
            default -> clock.advance(Duration.ofSeconds(random.nextInt(120)));
        }
    }

    private void pay(OrderId order, String openId, List<String> sheets) {
        if (!orders.payable(order)) {
            return;
        }
        try {
            sheets.add(orders.pay(order, openId));
        } catch (DomainException e) {
            assertThat(e.code()).startsWith("payment.");
        }
    }

    private void tellUs(String outTradeNo) {
        settlement.paid(outTradeNo, PaperOrders.AMOUNT_FEN, "T" + outTradeNo, null);
    }

    private void close(OrderId order, Random random) {
        if (orders.state(order) == PaperOrders.State.OPEN && random.nextInt(4) == 0) {
            orders.close(order);
        }
    }

    private void part(OrderId order) {
        if (orders.state(order) == PaperOrders.State.PAID) {
            try {
                orders.refund(order, PART_FEN);
            } catch (DomainException e) {
                assertThat(e.code()).isEqualTo("payment.nothing_to_refund");
            }
        }
    }

    /** The weather is fine, time passes, and everything runs that runs by itself. */
    private void settle(OrderId order) {
        for (int hour = 0; hour < 6; hour++) {
            clock.advance(Duration.ofHours(1));
            while (reconciliation.workOnce()) {}
            if (orders.state(order) == PaperOrders.State.OPEN) {
                orders.close(order);
            }
            while (refunds.workOnce()) {}
            bank.settleRefunds(ChannelRefund.State.SUCCEEDED);
        }
    }

    private List<String> numbersOf(OrderId order) {
        return jdbc.sql("select out_trade_no from payment_payment where order_id = :order")
                .param("order", order.value())
                .query(String.class)
                .list();
    }

    private long books(OrderId order) {
        return jdbc.sql("""
                select coalesce(sum(amount_fen - refunded_fen), 0) from payment_payment
                where order_id = :order and state = 'PAID'""").param("order", order.value()).query(Long.class).single();
    }

    private long openRefunds(OrderId order) {
        return jdbc.sql("select count(*) from payment_refund where order_id = :order and state <> 'SUCCEEDED'")
                .param("order", order.value())
                .query(Long.class)
                .single();
    }
}
