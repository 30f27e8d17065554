package io.siyu.mall.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.loyalty.coupon.CouponTerms;
import io.siyu.loyalty.coupon.Coupons;
import io.siyu.loyalty.points.Points;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import io.siyu.shared.SkuId;
import io.siyu.testing.Race;
import io.siyu.testing.SiyuTest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SiyuTest
class OrderRaceTests {

    private static final int THREADS = 50;

    private final Checkout checkout;
    private final Coupons coupons;
    private final Points points;
    private final JdbcClient jdbc;
    private final ApplicationContext context;
    private final MallFixtures mall;

    OrderRaceTests(
            @Autowired Checkout checkout,
            @Autowired Coupons coupons,
            @Autowired Points points,
            @Autowired JdbcClient jdbc,
            @Autowired ApplicationContext context) {
        this.checkout = checkout;
        this.coupons = coupons;
        this.points = points;
        this.jdbc = jdbc;
        this.context = context;
        this.mall = new MallFixtures(context);
    }

    @AfterEach
    void everything_adds_up() {
        Books.balance(context);
    }

    @Test
    void the_last_piece_is_sold_to_one_of_fifty_shoppers() throws Exception {
        SkuId sku = mall.goods(10_000, 1);
        List<CustomerId> shoppers =
                Stream.generate(mall::customer).limit(THREADS).toList();
        Race.Finish<PlacedOrder> finish = Race.of(THREADS, i -> () -> place(shoppers.get(i), sku, null, 0));
        assertThat(finish.answers()).hasSize(1);
        assertThat(finish.failures()).hasSize(THREADS - 1).allSatisfy(failure -> refusedBy(failure, "stock.short"));
    }

    @Test
    void one_coupon_goes_into_one_of_fifty_orders() throws Exception {
        SkuId sku = mall.goods(10_000, 1_000);
        CustomerId shopper = mall.customer();
        long coupon = mall.coupon(shopper, CouponTerms.amountOff(2_000, 0));
        Race.Finish<PlacedOrder> finish = Race.of(THREADS, i -> () -> place(shopper, sku, coupon, 0));
        assertThat(finish.answers()).hasSize(1);
        assertThat(finish.failures()).hasSize(THREADS - 1).allSatisfy(failure -> refusedBy(failure, "coupon.unusable"));
    }

    @Test
    void points_are_never_spent_twice() throws Exception {
        SkuId sku = mall.goods(10_000, 1_000);
        CustomerId shopper = mall.customer();
        mall.points(shopper, 25_000);
        Race.Finish<PlacedOrder> finish = Race.of(THREADS, i -> () -> place(shopper, sku, null, 10_000));
        assertThat(finish.answers()).hasSizeBetween(3, 7);
        assertThat(points.balance(shopper).available()).isZero();
        long spent = jdbc.sql("select sum(points_used) from order_order where customer_id = :id")
                .param("id", shopper.value())
                .query(Long.class)
                .single();
        assertThat(spent).isEqualTo(25_000);
    }

    @Test
    void nobody_keeps_more_than_five_unpaid_orders() throws Exception {
        SkuId sku = mall.goods(10_000, 1_000);
        CustomerId shopper = mall.customer();
        Race.Finish<PlacedOrder> finish = Race.of(THREADS, i -> () -> place(shopper, sku, null, 0));
        assertThat(finish.answers()).hasSize(5);
        assertThat(finish.failures()).allSatisfy(failure -> refusedBy(failure, "order.too_many_unpaid"));
    }

    @Test
    void fifty_claims_at_once_get_what_one_person_may_have_and_no_more() throws Exception {
        CustomerId shopper = mall.customer();
        long template = mall.template(CouponTerms.amountOff(100, 0), 1_000, 2);
        Race.Finish<Long> finish =
                Race.of(THREADS, i -> () -> coupons.issue(template, shopper, "race", RandomCode.letters(20)));
        assertThat(finish.answers()).hasSize(2);
        assertThat(finish.failures()).allSatisfy(failure -> refusedBy(failure, "coupon.per_person_limit"));
    }

    @Test
    void no_more_coupons_are_given_out_than_there_are() throws Exception {
        long template = mall.template(CouponTerms.amountOff(100, 0), 7, 1);
        List<CustomerId> people = Stream.generate(mall::customer).limit(THREADS).toList();
        Race.Finish<Long> finish =
                Race.of(THREADS, i -> () -> coupons.issue(template, people.get(i), "race", RandomCode.letters(20)));
        assertThat(finish.answers()).hasSize(7);
        assertThat(finish.failures()).allSatisfy(failure -> refusedBy(failure, "coupon.sold_out"));
    }

    @Test
    void the_same_reason_gives_the_same_coupon_however_often_it_is_told() throws Exception {
        CustomerId shopper = mall.customer();
        long template = mall.template(CouponTerms.amountOff(100, 0), 1_000, 50);
        Race.Finish<Long> finish =
                Race.of(THREADS, i -> () -> coupons.issue(template, shopper, "sop", "step/" + shopper));
        assertThat(finish.failures()).isEmpty();
        assertThat(finish.answers())
                .hasSize(THREADS)
                .containsOnly(finish.answers().getFirst());
    }

    private PlacedOrder place(CustomerId shopper, SkuId sku, @Nullable Long coupon, long spend) {
        return checkout.place(
                shopper, new OrderRequest(List.of(new OrderRequest.Item(sku, 1)), coupon, spend, null, false), null);
    }

    private static void refusedBy(Throwable failure, String code) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        DomainException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
