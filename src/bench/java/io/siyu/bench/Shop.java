package io.siyu.bench;

import io.siyu.harness.RunningJar;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Goods that never run out, and shoppers with a phone each. The goods are made once and stay in the data folder. */
final class Shop {

    private static final int PRODUCTS = 100;
    private static final int SKUS_PER_PRODUCT = 10;
    private static final int STOCK = 1_000_000;

    private final RunningJar jar;
    private final Console console;
    private final JsonMapper json = JsonMapper.builder().build();
    private final List<Item> items;

    Shop(RunningJar jar) throws Exception {
        this.jar = jar;
        this.console = Console.signedIn(jar);
        if (skus().isEmpty()) {
            for (int product = 0; product < PRODUCTS; product++) {
                console.post("/api/admin/products", product(product));
            }
        }
        this.items = quoted();
    }

    /** @param hash of the quote for one piece: what a shopper agrees to */
    record Item(long sku, String hash) {}

    record Shopper(long customerId, String token) {}

    List<Item> items() {
        return items;
    }

    Shopper shopper() throws Exception {
        long phone = console.post("/sandbox/api/phones", Map.of("name", "买家"))
                .path("id")
                .asLong();
        String code = console.post("/sandbox/api/phones/" + phone + "/mini/login", Map.of())
                .path("code")
                .asString();
        JsonNode signedIn = console.post("/api/mall/sign-in", Map.of("code", code));
        return new Shopper(
                signedIn.path("customerId").asLong(), signedIn.path("token").asString());
    }

    /** One piece of this, to be paid later. */
    byte[] order(Shopper shopper, Item item) {
        Map<String, Object> body = Map.of(
                "items",
                List.of(Map.of("skuId", item.sku(), "quantity", 1)),
                "quoteHash",
                item.hash(),
                "receiver",
                Map.of("name", "青柠", "phone", "19900000001", "address", "示例省示例市示例路 1 号"));
        return request("/api/mall/orders", shopper, body);
    }

    private List<Item> quoted() throws Exception {
        Shopper shopper = shopper();
        List<Item> quoted = new ArrayList<>();
        try (Wire wire = new Wire(jar.port())) {
            for (long sku : skus()) {
                Map<String, Object> body = Map.of("items", List.of(Map.of("skuId", sku, "quantity", 1)));
                String quote = wire.send(request("/api/mall/quote", shopper, body))
                        .expect(200)
                        .body();
                quoted.add(new Item(sku, json.readTree(quote).path("hash").asString()));
            }
        }
        return quoted;
    }

    private byte[] request(String path, Shopper shopper, Map<String, Object> body) {
        Map<String, String> headers = Map.of(
                "Authorization",
                "Bearer " + shopper.token(),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                key().toString());
        return Wire.request("POST", path, headers, json.writeValueAsString(body));
    }

    /** A UUIDv7 of this moment. */
    static UUID key() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = System.currentTimeMillis() << 16 | 0x7000L | (random.nextLong() & 0xFFFL);
        return new UUID(high, 0x8000000000000000L | random.nextLong() >>> 2);
    }

    private List<Long> skus() throws Exception {
        List<Long> skus = new ArrayList<>();
        try (Connection connection = jar.connect();
                ResultSet row = connection.createStatement().executeQuery("""
                        select s.id from catalog_sku s join catalog_product p on p.id = s.product_id
                        where p.title like 'bench %' order by s.id""")) {
            while (row.next()) {
                skus.add(row.getLong(1));
            }
        }
        return skus;
    }

    private static Map<String, Object> product(int number) {
        List<Map<String, Object>> skus = IntStream.range(0, SKUS_PER_PRODUCT)
                .<Map<String, Object>>mapToObj(
                        n -> Map.of("spec", "规格 " + n, "priceFen", 15_000 + number, "stock", STOCK))
                .toList();
        return new HashMap<>(Map.of("title", "bench " + number, "category", "茗茶", "status", "ON", "skus", skus));
    }
}
