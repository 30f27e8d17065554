package io.siyu.mall.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.loyalty.coupon.CouponTerms;
import io.siyu.loyalty.coupon.Coupons;
import io.siyu.shared.CustomerId;
import io.siyu.shared.SkuId;
import io.siyu.testing.Race;
import io.siyu.testing.ShopperClient;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
class UnpaidOrderTests {

    private final ApplicationContext context;
    private final JdbcClient jdbc;
    private final Shopping shop;

    UnpaidOrderTests(@Autowired ApplicationContext context, @Autowired JdbcClient jdbc) {
        this.context = context;
        this.jdbc = jdbc;
        this.shop = new Shopping(context);
    }

    @AfterEach
    void everything_adds_up() {
        Books.balance(context);
    }

    @Test
    void what_is_somebody_elses_is_not_there() {
        ShopperClient owner = ShopperClient.fresh(context);
        ShopperClient stranger = ShopperClient.fresh(context);
        SkuId sku = shop.mall().goods(12_000, 5);
        String number = shop.order(owner, sku, 1, null, 0).path("number").asString();
        long coupon = shop.mall().coupon(new CustomerId(owner.customerId()), CouponTerms.amountOff(100, 0));
        stranger.get("/api/mall/orders/" + number).expectProblem(404, "order.not_found");
        stranger.post("/api/mall/orders/" + number + "/pay", null).expectProblem(404, "order.not_found");
        stranger.post("/api/mall/orders/" + number + "/cancel", null).expectProblem(404, "order.not_found");
        stranger.post("/api/mall/orders/" + number + "/confirm", null).expectProblem(404, "order.not_found");
        stranger.post("/api/mall/quote", shop.wish(sku, 1, coupon, 0)).expectProblem(409, "coupon.unusable");
        owner.put("/api/mall/cart", Map.of("skuId", sku.value(), "quantity", 2)).expect(200);
        assertThat(stranger.get("/api/mall/cart").expect(200).json().path("items"))
                .isEmpty();
        assertThat(Shopping.stateOf(owner, number)).isEqualTo("PLACED");
    }

    @Test
    void a_cart_shows_the_price_of_now_and_what_cannot_be_bought_any_more() {
        ShopperClient shopper = ShopperClient.fresh(context);
        SkuId sku = shop.mall().goods(12_000, 5);
        shopper.put("/api/mall/cart", Map.of("skuId", sku.value(), "quantity", 2))
                .expect(200);
        jdbc.sql("update catalog_sku set price_fen = 9000 where id = :id")
                .param("id", sku.value())
                .update();
        JsonNode cart = shopper.get("/api/mall/cart").expect(200).json();
        assertThat(cart.path("goodsFen").asLong()).isEqualTo(18_000);
        shopper.put("/api/mall/cart", Map.of("skuId", sku.value(), "quantity", 6))
                .expect(200);
        cart = shopper.get("/api/mall/cart").expect(200).json();
        assertThat(cart.path("items").path(0).path("problem").asString()).isEqualTo("SHORT");
        assertThat(cart.path("goodsFen").asLong()).isZero();
    }

    @Test
    void the_chosen_coupon_is_found_among_hundreds() {
        ShopperClient shopper = ShopperClient.fresh(context);
        CustomerId customer = shopper.customer();
        long template = shop.mall().template(CouponTerms.amountOff(300, 0), 200, 200);
        Coupons coupons = context.getBean(Coupons.class);
        List<Long> issued = IntStream.range(0, 101)
                .mapToObj(i -> coupons.issue(template, customer, "test", "many/" + customer + "/" + i))
                .toList();
        JsonNode quote = shop.quote(shopper, shop.wish(shop.mall().goods(1_000, 1), 1, issued.getLast(), 0));
        assertThat(quote.path("couponFen").asLong()).isEqualTo(300);
    }

    @Test
    void an_order_that_nobody_pays_is_closed_and_everything_is_free_again() {
        ShopperClient shopper = ShopperClient.fresh(context);
        CustomerId customer = new CustomerId(shopper.customerId());
        SkuId sku = shop.mall().goods(12_000, 1);
        long coupon = shop.mall().coupon(customer, CouponTerms.amountOff(2_000, 0));
        shop.mall().points(customer, 300);
        String number = shop.order(shopper, sku, 1, coupon, 300).path("number").asString();
        shopper.post("/api/mall/orders/" + number + "/pay", null).expect(200);
        assertThat(shop.available(sku)).isZero();
        shop.forward(Duration.ofMinutes(16));
        shop.awaitState(shopper, number, "CLOSED");
        assertThat(shop.available(sku)).isEqualTo(1);
        assertThat(shop.balance(customer).available()).isEqualTo(300);
        assertThat(Shopping.coupons(shopper).path(0).path("state").asString()).isEqualTo("ISSUED");
        shopper.post("/api/mall/orders/" + number + "/pay", null).expectProblem(409, "order.not_payable");
    }

    @Test
    void paying_while_the_order_is_being_cancelled_ends_in_one_of_both() throws Exception {
        for (int round = 0; round < 6; round++) {
            ShopperClient shopper = ShopperClient.fresh(context);
            String number = shop.order(shopper, shop.mall().goods(12_000, 1), 1, null, 0)
                    .path("number")
                    .asString();
            JsonNode sheet = shopper.post("/api/mall/orders/" + number + "/pay", null)
                    .expect(200)
                    .json()
                    .path("params");
            Race.of(
                    2,
                    i -> () -> i == 0
                            ? shopper.confirmOnPhone(sheet)
                            : shopper.post("/api/mall/orders/" + number + "/cancel", null));
            await().atMost(Shopping.SOON).untilAsserted(() -> {
                assertThat(Shopping.stateOf(shopper, number)).isIn("PAID", "CLOSED");
                Books.balance(context);
            });
        }
    }
}
