package io.siyu.mall.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.loyalty.coupon.CouponTerms;
import io.siyu.loyalty.points.PointsBalance;
import io.siyu.shared.CustomerId;
import io.siyu.shared.SkuId;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Keys;
import io.siyu.testing.Race;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.ShopperClient;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
class ShoppingTests {

    private final ApplicationContext context;
    private final JdbcClient jdbc;
    private final Shopping shop;

    ShoppingTests(@Autowired ApplicationContext context, @Autowired JdbcClient jdbc) {
        this.context = context;
        this.jdbc = jdbc;
        this.shop = new Shopping(context);
    }

    @AfterEach
    void everything_adds_up() {
        Books.balance(context);
    }

    @Test
    void an_order_with_coupon_and_points_is_paid_and_given_back_whole() {
        ShopperClient shopper = ShopperClient.fresh(context);
        CustomerId customer = new CustomerId(shopper.customerId());
        SkuId sku = shop.mall().goods(10_000, 10);
        long coupon = shop.mall().coupon(customer, CouponTerms.amountOff(2_000, 10_000));
        shop.mall().points(customer, 500);
        String number = shop.order(shopper, sku, 2, coupon, 500).path("number").asString();
        assertThat(Shopping.stateOf(shopper, number)).isEqualTo("PLACED");

        shop.pay(shopper, number);
        await().atMost(Shopping.SOON)
                .untilAsserted(
                        () -> assertThat(shop.balance(customer).pending()).isEqualTo(175));

        ConsoleClient console = ConsoleClient.administrator(context);
        JsonNode listed =
                console.get("/api/admin/orders?q=" + number).expect(200).json();
        long id = listed.path("items").path(0).path("id").asLong();
        assertThat(console.get("/api/admin/orders/" + id)
                        .expect(200)
                        .json()
                        .path("payableFen")
                        .asLong())
                .isEqualTo(17_500);
        UUID key = Keys.fresh();
        Map<String, Object> refund = Map.of("reason", "changed my mind");
        console.post("/api/admin/orders/" + id + "/refund", refund, key).expect(200);
        console.post("/api/admin/orders/" + id + "/refund", refund, key).expect(200);
        console.post("/api/admin/orders/" + id + "/refund", refund, Keys.fresh())
                .expectProblem(409, "order.not_refundable");

        shop.awaitState(shopper, number, "REFUNDED");
        await().atMost(Shopping.SOON)
                .untilAsserted(() -> assertThat(shop.balance(customer)).isEqualTo(new PointsBalance(500, 0, 0, 0)));
        assertThat(Shopping.coupons(shopper).path(0).path("state").asString()).isEqualTo("ISSUED");
        assertThat(shop.available(sku)).isEqualTo(10);
        assertThat(shop.facts(customer, "order.%")).containsExactly("order.placed", "order.paid", "order.refunded");
    }

    @Test
    void points_become_available_when_the_time_to_give_back_is_over() {
        ShopperClient shopper = ShopperClient.fresh(context);
        CustomerId customer = new CustomerId(shopper.customerId());
        String number = shop.order(shopper, shop.mall().goods(12_300, 5), 1, null, 0)
                .path("number")
                .asString();
        shop.pay(shopper, number);
        ConsoleClient console = ConsoleClient.administrator(context);
        long id = shop.idOf(number);
        console.post(
                        "/api/admin/orders/" + id + "/ship",
                        Map.of("carrier", "SF", "trackingNumber", "SF123"),
                        Keys.fresh())
                .expect(200);
        shopper.post("/api/mall/orders/" + number + "/confirm", null).expect(200);
        await().atMost(Shopping.SOON)
                .untilAsserted(
                        () -> assertThat(shop.balance(customer).pending()).isEqualTo(123));
        shop.forward(Duration.ofDays(7).plusMinutes(1));
        shop.awaitState(shopper, number, "COMPLETED");
        await().atMost(Shopping.SOON)
                .untilAsserted(() -> assertThat(shop.balance(customer)).isEqualTo(new PointsBalance(123, 0, 0, 0)));
        console.post("/api/admin/orders/" + id + "/refund", Map.of("reason", "goodwill"), Keys.fresh())
                .expect(200);
        shop.awaitState(shopper, number, "REFUNDED");
        await().atMost(Shopping.SOON)
                .untilAsserted(
                        () -> assertThat(shop.balance(customer).available()).isZero());
        assertThat(shop.available(shop.skuOf(number)))
                .as("it left the warehouse")
                .isEqualTo(4);
    }

    @Test
    void sixteen_taps_with_one_key_make_one_order() throws Exception {
        ShopperClient shopper = ShopperClient.fresh(context);
        SkuId sku = shop.mall().goods(5_000, 100);
        Map<String, Object> wish = shop.wish(sku, 1, null, 0);
        wish.put("quoteHash", shop.quote(shopper, wish).path("hash").asString());
        UUID key = Keys.fresh();
        Race.Finish<Answer> finish = Race.of(16, i -> () -> shopper.post("/api/mall/orders", wish, key));
        assertThat(finish.answers()).hasSize(16).allSatisfy(answer -> answer.expect(201));
        assertThat(finish.answers().stream()
                        .map(answer -> answer.json().path("number").asString()))
                .containsOnly(finish.answers().getFirst().json().path("number").asString());
        assertThat(shop.available(sku)).isEqualTo(99);
        Map<String, Object> other = new HashMap<>(wish);
        other.put("points", 1);
        shopper.post("/api/mall/orders", other, key).expectProblem(422, "idempotency.other_request");
    }

    @Test
    void goods_are_not_sold_to_nowhere() {
        SkuId sku = shop.mall().goods(5_000, 1);
        ShopperClient shopper = ShopperClient.fresh(context);
        Map<String, Object> wish = shop.wish(sku, 1, null, 0);
        wish.put("quoteHash", shop.quote(shopper, wish).path("hash").asString());
        wish.remove("receiver");
        JsonNode problem =
                shopper.post("/api/mall/orders", wish, Keys.fresh()).expect(400).json();
        assertThat(problem.path("field").asString()).isEqualTo("receiver");
    }

    @Test
    void a_price_in_the_request_changes_nothing() {
        ShopperClient shopper = ShopperClient.fresh(context);
        SkuId sku = shop.mall().goods(12_000, 5);
        Map<String, Object> wish = shop.wish(sku, 1, null, 0);
        wish.put("payableFen", 1);
        wish.put("items", List.of(Map.of("skuId", sku.value(), "quantity", 1, "priceFen", 1, "unitPriceFen", 1)));
        JsonNode quote = shop.quote(shopper, wish);
        assertThat(quote.path("payableFen").asLong()).isEqualTo(12_000);
        wish.put("quoteHash", quote.path("hash").asString());
        assertThat(shopper.post("/api/mall/orders", wish, Keys.fresh())
                        .expect(201)
                        .json()
                        .path("payableFen")
                        .asLong())
                .isEqualTo(12_000);
    }

    @Test
    void a_price_that_changed_meanwhile_is_told_before_anything_is_ordered() {
        ShopperClient shopper = ShopperClient.fresh(context);
        SkuId sku = shop.mall().goods(12_000, 5);
        Map<String, Object> wish = shop.wish(sku, 1, null, 0);
        wish.put("quoteHash", shop.quote(shopper, wish).path("hash").asString());
        jdbc.sql("update catalog_sku set price_fen = 13000 where id = :id")
                .param("id", sku.value())
                .update();
        JsonNode problem = shopper.post("/api/mall/orders", wish, Keys.fresh())
                .expectProblem(409, "order.price_changed")
                .json();
        assertThat(problem.path("quote").path("payableFen").asLong()).isEqualTo(13_000);
        wish.put("quoteHash", problem.path("quote").path("hash").asString());
        shopper.post("/api/mall/orders", wish, Keys.fresh()).expect(201);
    }

    @Test
    void a_notification_that_comes_twenty_times_has_one_effect() throws Exception {
        ShopperClient shopper = ShopperClient.fresh(context);
        CustomerId customer = new CustomerId(shopper.customerId());
        String number = shop.order(shopper, shop.mall().goods(12_000, 5), 1, null, 0)
                .path("number")
                .asString();
        shop.pay(shopper, number);
        SandboxPhones desk = new SandboxPhones(context);
        String outTradeNo = jdbc.sql("select out_trade_no from payment_payment where order_id = :id")
                .param("id", shop.idOf(number))
                .query(String.class)
                .single();
        long delivery = await().atMost(Shopping.SOON)
                .until(
                        () -> desk.items("admin/deliveries?size=50").stream()
                                .filter(item -> item.path("plain").toString().contains(outTradeNo))
                                .map(item -> item.path("id").asLong())
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
        Race.of(20, i -> () -> desk.post("admin/deliveries/" + delivery + "/again", null));
        await().atMost(Shopping.SOON)
                .untilAsserted(
                        () -> assertThat(shop.balance(customer).pending()).isEqualTo(120));
        assertThat(shop.facts(customer, "order.paid")).hasSize(1);
        assertThat(jdbc.sql("select count(*) from order_event where order_id = :id and step = 'PAY'")
                        .param("id", shop.idOf(number))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }
}
