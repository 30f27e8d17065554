package io.siyu.mall.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.loyalty.points.Points;
import io.siyu.loyalty.points.PointsBalance;
import io.siyu.shared.CustomerId;
import io.siyu.shared.SkuId;
import io.siyu.testing.Keys;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.ShopperClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Buying, step by step, over HTTP. */
final class Shopping {

    static final Duration SOON = Duration.ofSeconds(30);

    private final ApplicationContext context;
    private final JdbcClient jdbc;
    private final Points points;
    private final MallFixtures mall;

    Shopping(ApplicationContext context) {
        this.context = context;
        this.jdbc = context.getBean(JdbcClient.class);
        this.points = context.getBean(Points.class);
        this.mall = new MallFixtures(context);
    }

    MallFixtures mall() {
        return mall;
    }

    Map<String, Object> wish(SkuId sku, int quantity, @Nullable Long coupon, long spend) {
        Map<String, Object> wish = new HashMap<>();
        wish.put("items", List.of(Map.of("skuId", sku.value(), "quantity", quantity)));
        wish.put("points", spend);
        wish.put("receiver", Map.of("name", "王芳", "phone", "13800001234", "address", "上海市"));
        if (coupon != null) {
            wish.put("couponId", coupon);
        }
        return wish;
    }

    JsonNode quote(ShopperClient shopper, Map<String, Object> wish) {
        return shopper.post("/api/mall/quote", wish).expect(200).json();
    }

    JsonNode order(ShopperClient shopper, SkuId sku, int quantity, @Nullable Long coupon, long spend) {
        Map<String, Object> wish = wish(sku, quantity, coupon, spend);
        wish.put("quoteHash", quote(shopper, wish).path("hash").asString());
        return shopper.post("/api/mall/orders", wish, Keys.fresh()).expect(201).json();
    }

    void pay(ShopperClient shopper, String number) {
        JsonNode sheet = shopper.post("/api/mall/orders/" + number + "/pay", null)
                .expect(200)
                .json()
                .path("params");
        shopper.confirmOnPhone(sheet).expect(200);
        awaitState(shopper, number, "PAID");
    }

    void awaitState(ShopperClient shopper, String number, String state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(stateOf(shopper, number)).isEqualTo(state));
    }

    static String stateOf(ShopperClient shopper, String number) {
        return shopper.get("/api/mall/orders/" + number)
                .expect(200)
                .json()
                .path("state")
                .asString();
    }

    static JsonNode coupons(ShopperClient shopper) {
        return shopper.get("/api/mall/coupons").expect(200).json().path("items");
    }

    void forward(Duration time) {
        new SandboxPhones(context)
                .post("clock", Map.of("forwardSeconds", time.toSeconds()))
                .expect(200);
    }

    PointsBalance balance(CustomerId customer) {
        return points.balance(customer);
    }

    long available(SkuId sku) {
        return jdbc.sql("select on_hand - reserved from catalog_stock where sku_id = :id")
                .param("id", sku.value())
                .query(Long.class)
                .single();
    }

    long idOf(String number) {
        return jdbc.sql("select id from order_order where number = :number")
                .param("number", number)
                .query(Long.class)
                .single();
    }

    SkuId skuOf(String number) {
        return new SkuId(jdbc.sql("select sku_id from order_line where order_id = :id")
                .param("id", idOf(number))
                .query(Long.class)
                .single());
    }

    List<String> facts(CustomerId customer, String like) {
        return jdbc.sql("""
                select type from timeline_activity where customer_id = :id and type like :like order by occurred_at, id""")
                .param("id", customer.value())
                .param("like", like)
                .query(String.class)
                .list();
    }
}
