package io.siyu.mall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.staff.RoleScope;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Keys;
import io.siyu.testing.Race;
import io.siyu.testing.ShopperClient;
import io.siyu.testing.SiyuTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
class CatalogTests {

    private final ApplicationContext context;
    private final JdbcClient jdbc;

    CatalogTests(@Autowired ApplicationContext context, @Autowired JdbcClient jdbc) {
        this.context = context;
        this.jdbc = jdbc;
    }

    @Test
    void a_product_is_made_edited_and_archived_and_shoppers_follow() {
        ConsoleClient console = ConsoleClient.administrator(context);
        ShopperClient shopper = ShopperClient.fresh(context);
        JsonNode made =
                console.post("/api/admin/products", product("ON")).expect(201).json();
        long id = made.path("id").asLong();
        assertThat(made.path("skus").path(0).path("available").asLong()).isEqualTo(8);
        assertThat(shopper.get("/api/mall/products/" + id).expect(200).json().path("skus"))
                .hasSize(2);

        Map<String, Object> edit = product("OFF");
        List<Map<String, Object>> skus = new ArrayList<>();
        long big = made.path("skus").path(0).path("id").asLong();
        skus.add(Map.of("id", big, "spec", "big", "priceFen", 5_000, "stock", 99));
        skus.add(Map.of("spec", "new", "priceFen", 7_000, "stock", 6));
        edit.put("skus", skus);
        JsonNode edited =
                console.put("/api/admin/products/" + id, edit).expect(200).json();
        assertThat(edited.path("skus")).hasSize(2);
        assertThat(edited.path("skus").path(0).path("available").asLong()).isEqualTo(8);
        assertThat(edited.path("skus").path(1).path("available").asLong()).isEqualTo(6);
        shopper.get("/api/mall/products/" + id).expectProblem(404, "catalog.product_not_found");

        console.post("/api/admin/products/" + id + "/on", Map.of()).expect(200);
        shopper.get("/api/mall/products/" + id).expect(200);
        console.delete("/api/admin/products/" + id).expect(204);
        shopper.get("/api/mall/products/" + id).expectProblem(404, "catalog.product_not_found");
        console.post("/api/admin/products/" + id + "/on", Map.of()).expectProblem(409, "catalog.product_archived");
    }

    @Test
    void a_picture_is_an_address_and_no_script() {
        ConsoleClient console = ConsoleClient.administrator(context);
        Map<String, Object> product = product("ON");
        product.put("imageUrl", "javascript:alert(1)");
        console.post("/api/admin/products", product).expectProblem(400, "catalog.image_invalid");
        product.put("imageUrl", "//evil.example/x.png");
        console.post("/api/admin/products", product).expectProblem(400, "catalog.image_invalid");
    }

    @Test
    void stock_is_adjusted_once_a_key_with_a_reason_and_an_audit() throws Exception {
        ConsoleClient console = ConsoleClient.administrator(context);
        long sku = console.post("/api/admin/products", product("ON"))
                .expect(201)
                .json()
                .path("skus")
                .path(0)
                .path("id")
                .asLong();
        UUID key = Keys.fresh();
        Map<String, Object> more = Map.of("delta", 5, "reason", "counted");
        Race.of(
                8,
                i -> () -> console.post("/api/admin/skus/" + sku + "/stock", more, key)
                        .expect(200));
        assertThat(onHand(sku)).isEqualTo(13);
        console.post("/api/admin/skus/" + sku + "/stock", Map.of("delta", -14, "reason", "lost"), Keys.fresh())
                .expectProblem(409, "stock.below_reserved");
        console.post("/api/admin/skus/999999999/stock", more, Keys.fresh()).expectProblem(404, "catalog.sku_not_found");
        assertThat(jdbc.sql(
                                "select count(*) from audit_entry where action = 'catalog.stock.adjust' and object_id = :id")
                        .param("id", Long.toString(sku))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(console.get("/api/admin/skus/" + sku + "/stock-moves")
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(2);
    }

    @Test
    void looking_is_not_changing() {
        ConsoleClient reader = ConsoleClient.with(context, RoleScope.ALL, null, "catalog.read");
        reader.get("/api/admin/products").expect(200);
        reader.post("/api/admin/products", product("ON")).expect(403);
        reader.post("/api/admin/skus/1/stock", Map.of("delta", 1, "reason", "x"), Keys.fresh())
                .expect(403);
    }

    private long onHand(long sku) {
        return jdbc.sql("select on_hand from catalog_stock where sku_id = :id")
                .param("id", sku)
                .query(Long.class)
                .single();
    }

    private static Map<String, Object> product(String status) {
        Map<String, Object> product = new HashMap<>();
        product.put("title", "Cream " + RandomCode.letters(6));
        product.put("category", "skin");
        product.put("imageUrl", "/demo/product-01.svg");
        product.put("status", status);
        product.put(
                "skus",
                List.of(
                        Map.of("spec", "big", "priceFen", 4_000, "stock", 8),
                        Map.of("spec", "small", "priceFen", 2_000, "stock", 0)));
        return product;
    }
}
