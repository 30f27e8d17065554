package io.siyu.journey;

import static io.siyu.journey.BrandFixtures.SOON;
import static io.siyu.journey.BrandFixtures.coupons;
import static io.siyu.journey.BrandFixtures.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.journey.BrandFixtures.Brand;
import io.siyu.testing.BooksAgree;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Keys;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.ShopperClient;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Code → friend → welcome → tag → segment → SOP → coupon → order → points → timeline → board, and a refund taking it back. */
@SiyuTest
@ExtendWith(BooksAgree.class)
class WholeLoopJourneyTests {

    private final ApplicationContext context;
    private final ConsoleClient console;
    private final SandboxPhones phones;
    private final BrandFixtures brands;

    @Autowired
    WholeLoopJourneyTests(ApplicationContext context) {
        this.context = context;
        this.console = ConsoleClient.administrator(context);
        this.phones = new SandboxPhones(context);
        this.brands = new BrandFixtures(context, console, phones);
    }

    @Test
    void a_visitor_becomes_a_friend_is_cared_for_buys_and_earns() {
        Brand brand = brands.make();
        long phoneId = phones.phone("青柠").path("id").asLong();
        brands.befriend(brand, phoneId);
        assertThat(phones.chat(phoneId, brand.guideUserId()).getFirst().toString())
                .contains("青柠，你好，我是谷雨");

        ShopperClient shopper = ShopperClient.with(context, phoneId);
        String admin = "/api/admin/customers/" + shopper.customerId();
        soon(admin + "/tags", text -> assertThat(text).contains("门店来的"));
        soon(admin + "/segments", text -> assertThat(text).contains("门店来的人"));
        assertThat(console.get(admin).json().path("ownerStaffId").asLong()).isEqualTo(brand.guideId());
        await().atMost(SOON).untilAsserted(() -> assertThat(coupons(shopper)).hasSize(1));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(phones.appMessages(brand.guideUserId()).toString())
                                .contains("问问平时爱喝什么茶"));

        String number = brands.buy(shopper, brand);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(points(shopper, "pending")).isEqualTo(135));
        assertThat(points(shopper, "available")).isZero();
        deed(number, "ship", Map.of("carrier", "顺丰速运", "trackingNumber", "SF1"));
        shopper.post("/api/mall/orders/" + number + "/confirm", null).expect(200);
        brands.forward(Duration.ofDays(8));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(points(shopper, "available")).isEqualTo(135));

        soon(
                admin + "/timeline?size=100",
                text -> assertThat(text)
                        .contains("follow.added", "coupon.issued", "coupon.used")
                        .contains("order.placed", "order.paid", "order.completed"));
        JsonNode board = console.get("/api/admin/board").expect(200).json();
        assertThat(board.path("pool").asLong()).isPositive();
        assertThat(board.path("steps").valueStream())
                .allMatch(step -> step.path("done").asBoolean());
    }

    @Test
    void a_refund_gives_money_points_and_coupon_back() {
        Brand brand = brands.make();
        long phoneId = phones.phone("石榴").path("id").asLong();
        brands.befriend(brand, phoneId);
        ShopperClient shopper = ShopperClient.with(context, phoneId);
        await().atMost(SOON).untilAsserted(() -> assertThat(coupons(shopper)).hasSize(1));
        String number = brands.buy(shopper, brand);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(points(shopper, "pending")).isEqualTo(135));

        deed(number, "refund", Map.of("reason", "不想要了"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(state(shopper, number)).isEqualTo("REFUNDED"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(points(shopper, "pending")).isZero());
        assertThat(coupons(shopper).getFirst().path("state").asString()).isEqualTo("ISSUED");
        JsonNode payment = phones.items("phones/" + phoneId + "/payments").getFirst();
        assertThat(payment.path("refundedFen").asLong()).isEqualTo(13500);
    }

    private void deed(String number, String what, Map<String, Object> body) {
        JsonNode found =
                console.get("/api/admin/orders?q=" + number).expect(200).json();
        long id = found.path("items").get(0).path("id").asLong();
        console.post("/api/admin/orders/" + id + "/" + what, body, Keys.fresh()).expect(200);
    }

    private void soon(String path, ThrowingConsumer<String> holds) {
        await().atMost(SOON)
                .untilAsserted(() -> holds.accept(console.get(path).expect(200).text()));
    }

    private static long points(ShopperClient shopper, String kind) {
        return shopper.get("/api/mall/points").expect(200).json().path(kind).asLong();
    }
}
