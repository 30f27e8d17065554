package io.siyu.reach.channel.nearest;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.staff.StaffSetup;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** One printed code leads to the nearest store's own, and remembers nothing of where somebody was. */
@SiyuTest
class StoreCodeTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    StaffSetup setup;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    ConsoleClient console;
    LiveCodeFixtures codes;

    @BeforeEach
    void open() {
        console = ConsoleClient.administrator(context);
        codes = new LiveCodeFixtures(context);
    }

    private record Shop(long id, String name, long codeId, String liveCode) {}

    @Test
    void a_visitor_finds_the_nearest_store_and_comes_to_its_own_code() throws Exception {
        Shop near = shop("徐家汇店", 31.1951, 121.4366);
        Shop far = shop("西单店", 39.9095, 116.3740);
        String path = path(near, far);
        assertThat(send("GET", path, "").body()).contains("查找附近门店", "不会保存");
        String page = send("POST", path + "/near", "lat=31.197&lng=121.432").body();
        assertThat(page.indexOf(near.name())).isPositive().isLessThan(page.indexOf(far.name()));
        assertThat(page).contains("米").doesNotContain("31.19");
        HttpResponse<String> gone = send("GET", path + "/go/" + near.id() + "?km=1", "");
        assertThat(gone.statusCode()).isEqualTo(302);
        assertThat(gone.headers().firstValue("Location").orElse("")).endsWith("/c/" + near.liveCode());
        assertThat(jdbc.sql("select km from channel_store_scan where store_id = ?")
                        .param(near.id())
                        .query(Integer.class)
                        .list())
                .containsExactly(1);
    }

    @Test
    void who_does_not_tell_where_they_are_chooses_by_name() throws Exception {
        Shop one = shop("静安寺店", 31.2235, 121.4457);
        Shop other = shop("没有坐标的店", null, null);
        String path = path(one, other);
        assertThat(send("GET", path + "/stores", "").body()).contains(one.name(), other.name());
        assertThat(send("GET", path + "/stores?q=%E9%9D%99%E5%AE%89", "").body())
                .contains(one.name())
                .doesNotContain(other.name());
        assertThat(send("POST", path + "/near", "lat=x&lng=").body()).contains("选择门店");
        assertThat(send("POST", path + "/near", "lat=48.85&lng=2.35").body())
                .as("farther than it may be")
                .contains("附近没有门店");
        assertThat(send("GET", path + "/go/999999999", "").statusCode()).isEqualTo(200);
    }

    @Test
    void what_is_wrong_is_said_and_what_is_printed_stays() {
        assertThat(console.post("/api/admin/store-codes", Map.of("name", "哪也不去"))
                        .expect(400)
                        .text())
                .contains("templateId");
        Shop shop = shop("印出去的店", 31.0, 121.0);
        long id = made(shop).path("id").asLong();
        console.post("/api/admin/store-codes/" + id + "/prints", Map.of("what", "包装盒"))
                .expect(201);
        console.post("/api/admin/store-codes/" + id + "/archive", Map.of()).expect(409);
        long archived = made(shop).path("id").asLong();
        console.post("/api/admin/store-codes/" + archived + "/archive", Map.of())
                .expect(200);
        console.post("/api/admin/store-codes/" + archived + "/prints", Map.of("what", "包装盒"))
                .expectProblem(409, "channel.print_archived");
        console.put("/api/admin/stores/" + shop.id(), Map.of("name", shop.name(), "latitude", 31.0))
                .expect(400);
        console.put("/api/admin/stores/" + shop.id(), Map.of("name", shop.name(), "latitude", 91, "longitude", 1))
                .expect(400);
    }

    private Shop shop(String name, @Nullable Double latitude, @Nullable Double longitude) {
        String unique = name + RandomCode.letters(6);
        var store = setup.createStore("nc" + RandomCode.letters(8), unique, "华东");
        if (latitude != null && longitude != null) {
            Map<String, ?> place = Map.of("name", unique, "latitude", latitude, "longitude", longitude);
            console.put("/api/admin/stores/" + store.value(), place).expect(204);
        }
        StaffId guide = codes.guides(1).getFirst();
        var code = codes.code(List.of(guide), null, Set.of());
        return new Shop(store.value(), unique, code.id(), code.code());
    }

    private JsonNode made(Shop... shops) {
        List<Map<String, Long>> choices = List.of(shops).stream()
                .map(shop -> Map.of("storeId", shop.id(), "codeId", shop.codeId()))
                .toList();
        return console.post("/api/admin/store-codes", Map.of("name", "全国门店码", "maxKm", 5000, "choices", choices))
                .expect(201)
                .json();
    }

    private String path(Shop... shops) {
        return "/c/s/" + made(shops).path("code").asString();
    }

    private HttpResponse<String> send(String method, String path, String form) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .method(method, form.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(form))
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
