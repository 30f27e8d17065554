package io.siyu.loyalty.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.mall.order.MallFixtures;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.OrderId;
import io.siyu.testing.Race;
import io.siyu.testing.Seeds;
import io.siyu.testing.SiyuTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SiyuTest
class PointsTests {

    /** Far above the orders that other tests make. */
    private static final AtomicLong ORDERS = new AtomicLong(1_000_000_000);

    private final Points points;
    private final JdbcClient jdbc;
    private final MallFixtures mall;

    PointsTests(@Autowired Points points, @Autowired JdbcClient jdbc, @Autowired ApplicationContext context) {
        this.points = points;
        this.jdbc = jdbc;
        this.mall = new MallFixtures(context);
    }

    @Test
    void points_taken_back_after_they_were_spent_become_a_debt_that_the_next_ones_pay() {
        CustomerId customer = mall.customer();
        points.earnPending(customer, 100, "test", customer + "/1");
        points.confirm(customer, "test", customer + "/1");
        OrderId order = order();
        points.reserve(customer, 80, order);
        points.spend(order);
        points.reverse(customer, "test", customer + "/1");
        assertThat(points.balance(customer)).isEqualTo(new PointsBalance(0, 0, 0, 80));
        points.earnPending(customer, 100, "test", customer + "/2");
        points.confirm(customer, "test", customer + "/2");
        assertThat(points.balance(customer)).isEqualTo(new PointsBalance(20, 0, 0, 0));
    }

    @Test
    void an_earning_told_after_it_was_taken_back_comes_to_nothing() {
        CustomerId customer = mall.customer();
        points.reverse(customer, "test", customer + "/1");
        points.earnPending(customer, 100, "test", customer + "/1");
        points.confirm(customer, "test", customer + "/1");
        assertThat(points.balance(customer)).isEqualTo(new PointsBalance(0, 0, 0, 0));
    }

    @Test
    void what_was_released_cannot_be_spent_and_what_was_spent_not_released() {
        CustomerId customer = mall.customer();
        mall.points(customer, 100);
        OrderId order = order();
        points.reserve(customer, 60, order);
        points.release(order);
        points.spend(order);
        points.giveBack(order);
        assertThat(points.balance(customer)).isEqualTo(new PointsBalance(100, 0, 0, 0));
    }

    @Test
    void the_same_news_from_twenty_sides_at_once_counts_once() throws Exception {
        CustomerId customer = mall.customer();
        Race.Finish<Boolean> finish = Race.of(20, i -> () -> {
            points.earnPending(customer, 70, "test", customer + "/1");
            points.confirm(customer, "test", customer + "/1");
            return true;
        });
        assertThat(finish.failures()).isEmpty();
        assertThat(points.balance(customer)).isEqualTo(new PointsBalance(70, 0, 0, 0));
    }

    @Test
    void more_than_is_there_is_neither_reserved_nor_taken() {
        CustomerId customer = mall.customer();
        mall.points(customer, 50);
        assertThatThrownBy(() -> points.reserve(customer, 51, order())).isInstanceOf(DomainException.class);
        assertThatThrownBy(() -> points.adjust(customer, -51, "test", "test", customer + "/take"))
                .isInstanceOf(DomainException.class);
        assertThat(points.balance(customer).available()).isEqualTo(50);
    }

    @Test
    void whatever_happens_in_whatever_order_the_entries_are_the_balance() {
        Seeds.forAll(25, random -> {
            CustomerId customer = mall.customer();
            List<OrderId> orders = new ArrayList<>();
            for (int step = 0; step < 30; step++) {
                happen(random, customer, orders);
            }
            PointsBalance balance = points.balance(customer);
            assertThat(entries(customer)).isEqualTo(balance);
            assertThat(Math.min(balance.debt(), balance.available())).isZero();
            // No order has them: whoever counts orders and points of the same database must not find any.
            orders.forEach(points::release);
        });
    }

    private void happen(Random random, CustomerId customer, List<OrderId> orders) {
        String key = customer + "/" + random.nextInt(4);
        try {
            switch (random.nextInt(8)) {
                case 0 -> points.earnPending(customer, 1 + random.nextInt(100), "test", key);
                case 1 -> points.confirm(customer, "test", key);
                case 2 -> points.reverse(customer, "test", key);
                case 3 -> {
                    OrderId order = order();
                    points.reserve(customer, 1 + random.nextInt(60), order);
                    orders.add(order);
                }
                case 4 ->
                    points.adjust(
                            customer, random.nextInt(80) - 20, "test", "test", customer + "a" + random.nextLong());
                case 5 -> any(random, orders).ifPresent(points::spend);
                case 6 -> any(random, orders).ifPresent(points::release);
                default -> any(random, orders).ifPresent(points::giveBack);
            }
        } catch (DomainException refused) {
            assertThat(refused.code()).isEqualTo("points.short");
        }
    }

    private static java.util.Optional<OrderId> any(Random random, List<OrderId> orders) {
        return orders.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(orders.get(random.nextInt(orders.size())));
    }

    private PointsBalance entries(CustomerId customer) {
        return jdbc.sql("""
                select coalesce(sum(available_delta), 0), coalesce(sum(pending_delta), 0), coalesce(sum(reserved_delta), 0),
                    coalesce(sum(debt_delta), 0) from points_entry where customer_id = :id""")
                .param("id", customer.value())
                .query((row, number) ->
                        new PointsBalance(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }

    private static OrderId order() {
        return new OrderId(ORDERS.incrementAndGet());
    }
}
