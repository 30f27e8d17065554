package io.siyu.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** How the people of the demo shop: sign in by the mini-program, choose, use a coupon if it helps, pay, confirm what arrived. */
@Component
class DemoShopper {

    private final DemoHttp http;

    DemoShopper(DemoHttp http) {
        this.http = http;
    }

    private record Code(String code) {}

    private record Item(long skuId, int quantity) {}

    private record Receiver(String name, String phone, String address) {}

    private final List<DemoPlan.Newcomer> onTheWay = new ArrayList<>();

    void buy(DemoPlan.Newcomer person, Random random) {
        String token = signIn(person, random);
        List<Item> items = choose(token, random);
        Map<String, Object> wish = new HashMap<>(Map.of("items", items, "points", 0));
        JsonNode quote = http.shopperPost(token, "/api/mall/quote", wish, null);
        Optional<Long> coupon = bestCoupon(quote);
        if (coupon.isPresent()) {
            wish.put("couponId", coupon.get());
            quote = http.shopperPost(token, "/api/mall/quote", wish, null);
        }
        wish.put("quoteHash", quote.get("hash").asString());
        wish.put(
                "receiver",
                new Receiver(
                        person.name(), DemoPeople.phone(person.number()), "示例省示例市示例路 %d 号".formatted(person.number())));
        JsonNode placed = http.shopperPost(token, "/api/mall/orders", wish, key());
        if (random.nextInt(100) < 8 || placed.path("paid").asBoolean()) {
            return;
        }
        pay(person, token, placed.get("number").asString());
        onTheWay.add(person);
    }

    /** Most people confirm what arrived the day before; the others are confirmed by time. */
    void confirmArrived(Random random) {
        List<DemoPlan.Newcomer> waiting = List.copyOf(onTheWay);
        onTheWay.clear();
        for (DemoPlan.Newcomer person : waiting) {
            String token = signIn(person, null);
            for (JsonNode order : http.shopperGet(token, "/api/mall/orders").get("items")) {
                boolean shipped = "SHIPPED".equals(order.path("state").asString());
                if (shipped && random.nextInt(100) < 40) {
                    http.shopperPost(
                            token, "/api/mall/orders/" + order.get("number").asString() + "/confirm", Map.of(), key());
                } else if (shipped) {
                    onTheWay.add(person);
                }
            }
        }
    }

    private void pay(DemoPlan.Newcomer person, String token, String number) {
        JsonNode started = http.shopperPost(token, "/api/mall/orders/" + number + "/pay", Map.of(), key());
        Map<String, Object> confirmation = new HashMap<>();
        started.get("params")
                .propertyStream()
                .forEach(param ->
                        confirmation.put(param.getKey(), param.getValue().asString()));
        confirmation.put("confirm", true);
        http.post("/sandbox/api/phones/" + person.phoneId() + "/pay", confirmation);
    }

    private String signIn(DemoPlan.Newcomer person, @Nullable Random random) {
        JsonNode code = http.post("/sandbox/api/phones/" + person.phoneId() + "/mini/login", Map.of());
        String token = http.post("/api/mall/sign-in", new Code(code.get("code").asString()))
                .get("token")
                .asString();
        if (random != null && random.nextInt(100) < 60) {
            JsonNode phone = http.post("/sandbox/api/phones/" + person.phoneId() + "/mini/phone-number", Map.of());
            http.shopperPost(
                    token, "/api/mall/phone", new Code(phone.get("code").asString()), null);
        }
        return token;
    }

    private List<Item> choose(String token, Random random) {
        List<JsonNode> products = new ArrayList<>();
        http.shopperGet(token, "/api/mall/products?size=50").get("items").forEach(products::add);
        List<Item> items = new ArrayList<>();
        int kinds = 1 + random.nextInt(3);
        for (int i = 0; i < kinds; i++) {
            JsonNode product = products.get(random.nextInt(products.size()));
            JsonNode skus = http.shopperGet(
                            token, "/api/mall/products/" + product.get("id").asLong())
                    .get("skus");
            long sku = skus.get(random.nextInt(skus.size())).get("id").asLong();
            if (items.stream().noneMatch(item -> item.skuId() == sku)) {
                items.add(new Item(sku, 1 + random.nextInt(2)));
            }
        }
        return items;
    }

    /** The shop names all usable coupons, the one that saves most first. */
    private static Optional<Long> bestCoupon(JsonNode quote) {
        return quote.get("coupons")
                .valueStream()
                .filter(choice -> choice.path("applicable").asBoolean())
                .map(choice -> choice.get("couponId").asLong())
                .findFirst();
    }

    /** A UUIDv7, as an application on a phone makes one for each intent. */
    private static String key() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(
                        (System.currentTimeMillis() << 16) | 0x7000L | random.nextInt(0x1000),
                        0x8000000000000000L | (random.nextLong() & 0x3fffffffffffffffL))
                .toString();
    }
}
