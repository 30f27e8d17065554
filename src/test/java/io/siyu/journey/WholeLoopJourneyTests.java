package io.siyu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffSetup;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Keys;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.ShopperClient;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Code → friend → welcome → tag → segment → SOP → coupon → order → points → timeline → board, and a refund taking it back. */
@SiyuTest
class WholeLoopJourneyTests {

    private static final Duration SOON = Duration.ofSeconds(40);

    private final ApplicationContext context;
    private final ConsoleClient console;
    private final SandboxPhones phones;

    @Autowired
    WholeLoopJourneyTests(ApplicationContext context) {
        this.context = context;
        this.console = ConsoleClient.administrator(context);
        this.phones = new SandboxPhones(context);
    }

    /** What the brand has made before the first visitor comes. */
    private record Brand(
            String guideUserId, long guideId, long tagId, long codeId, String url, long segmentId, long skuId) {}

    @Test
    void a_visitor_becomes_a_friend_is_cared_for_buys_and_earns() {
        Brand brand = prepare();
        JsonNode phone = phones.phone("青柠");
        long phoneId = phone.path("id").asLong();

        befriend(brand, phoneId);
        assertThat(phones.chat(phoneId, brand.guideUserId()).getFirst().toString())
                .contains("青柠，你好，我是谷雨");

        ShopperClient shopper = ShopperClient.with(context, phoneId);
        long customer = shopper.customerId();
        String admin = "/api/admin/customers/" + customer;
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(console.get(admin + "/tags").text()).contains("门店来的"));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(console.get(admin + "/segments").text()).contains("门店来的人"));
        assertThat(console.get(admin).json().path("ownerStaffId").asLong()).isEqualTo(brand.guideId());

        await().atMost(SOON).untilAsserted(() -> assertThat(couponsOf(shopper)).hasSize(1));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(phones.appMessages(brand.guideUserId()).toString())
                                .contains("问问平时爱喝什么茶"));

        String number = buy(shopper, brand);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(points(shopper, "pending")).isEqualTo(85));
        assertThat(points(shopper, "available")).isZero();

        long order = orderId(number);
        console.post(
                        "/api/admin/orders/" + order + "/ship",
                        Map.of("carrier", "顺丰速运", "trackingNumber", "SF1"),
                        Keys.fresh())
                .expect(200);
        shopper.post("/api/mall/orders/" + number + "/confirm", null).expect(200);
        phones.post("clock", Map.of("forwardSeconds", Duration.ofDays(8).toSeconds()))
                .expect(200);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(points(shopper, "available")).isEqualTo(85));

        String timeline = console.get(admin + "/timeline?size=100").expect(200).text();
        assertThat(timeline)
                .contains(
                        "follow.added",
                        "coupon.issued",
                        "coupon.used",
                        "order.placed",
                        "order.paid",
                        "order.completed");
        JsonNode board = console.get("/api/admin/board").expect(200).json();
        assertThat(board.path("pool").asLong()).isPositive();
        assertThat(board.path("steps")
                        .valueStream()
                        .allMatch(step -> step.path("done").asBoolean()))
                .isTrue();
    }

    @Test
    void a_refund_gives_money_points_and_coupon_back() {
        Brand brand = prepare();
        long phoneId = phones.phone("石榴").path("id").asLong();
        befriend(brand, phoneId);
        ShopperClient shopper = ShopperClient.with(context, phoneId);
        await().atMost(SOON).untilAsserted(() -> assertThat(couponsOf(shopper)).hasSize(1));
        String number = buy(shopper, brand);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(points(shopper, "pending")).isEqualTo(85));

        console.post("/api/admin/orders/" + orderId(number) + "/refund", Map.of("reason", "不想要了"), Keys.fresh())
                .expect(200);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(shopper.get("/api/mall/orders/" + number)
                                .json()
                                .path("state")
                                .asString())
                        .isEqualTo("REFUNDED"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(points(shopper, "pending")).isZero());
        assertThat(couponsOf(shopper).getFirst().path("status").asString()).isEqualTo("ISSUED");
        assertThat(phones.items("phones/" + phoneId + "/payments")
                        .getFirst()
                        .path("refundedFen")
                        .asLong())
                .isEqualTo(8500);
    }

    private Brand prepare() {
        String userId = phones.member("谷雨");
        context.getBean(StaffSetup.class).syncDirectory();
        long guide = context.getBean(StaffDirectory.class)
                .byUserId(userId)
                .orElseThrow()
                .id()
                .value();
        JsonNode group = console.post(
                        "/api/admin/tag-groups", Map.of("name", "来源 " + userId, "corp", true, "tags", List.of("门店来的")))
                .expect(201)
                .json();
        long tag = group.path("tags").get(0).path("id").asLong();
        Map<String, Object> code = new HashMap<>(Map.of(
                "name",
                "收银台",
                "guides",
                List.of(Map.of("staffId", guide, "weight", 1, "backup", false)),
                "dailyCap",
                20,
                "tagIds",
                List.of(tag),
                "welcomeText",
                "{客户昵称}，你好，我是{导购姓名}",
                "skipVerify",
                true));
        JsonNode made = console.post("/api/admin/codes", code).expect(201).json();
        long segment = console.post(
                        "/api/admin/segments",
                        Map.of(
                                "name",
                                "门店来的人 " + userId,
                                "about",
                                "",
                                "rule",
                                Map.of("tag", Map.of("in", List.of(tag)))))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        long template = coupon();
        plan("关怀 " + userId, Map.of("type", "segment", "segmentId", segment), template);
        long sku = console.post("/api/admin/products", product())
                .expect(201)
                .json()
                .path("skus")
                .get(0)
                .path("id")
                .asLong();
        return new Brand(
                userId, guide, tag, made.path("id").asLong(), made.path("url").asString(), segment, sku);
    }

    private long coupon() {
        Map<String, Object> template = new HashMap<>(Map.of(
                "name",
                "新人立减",
                "kind",
                "AMOUNT",
                "amountFen",
                1500,
                "percentOff",
                0,
                "thresholdFen",
                9900,
                "scope",
                "ALL"));
        template.putAll(Map.of(
                "validDays",
                30,
                "total",
                100,
                "perPerson",
                1,
                "claimable",
                false,
                "bearerDepartment",
                "私域部",
                "bearerPercent",
                100));
        return console.post("/api/admin/coupon-templates", template)
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    private void plan(String name, Map<String, Object> trigger, long template) {
        List<Map<String, Object>> steps = List.of(
                Map.of("type", "coupon", "id", "gift", "templateId", template, "next", "hello"),
                Map.of(
                        "type",
                        "task",
                        "id",
                        "hello",
                        "content",
                        "问问平时爱喝什么茶",
                        "reason",
                        "新客",
                        "marketing",
                        false,
                        "next",
                        "end"),
                Map.of("type", "end", "id", "end"));
        long id = console.post(
                        "/api/admin/sops", Map.of("name", name, "trigger", trigger, "steps", steps, "revision", 0))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        console.post("/api/admin/sops/" + id + "/publish", Map.of()).expect(200);
    }

    private static Map<String, Object> product() {
        return Map.of(
                "title", "桂花乌龙",
                "category", "茗茶",
                "status", "ON",
                "skus", List.of(Map.of("spec", "罐装 80g", "priceFen", 10000, "stock", 50)));
    }

    /** Opens the code on the phone, recognises the picture on the page and adds the guide. */
    private void befriend(Brand brand, long phoneId) {
        String browse = "phones/" + phoneId + "/browse";
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(phones.post(browse, Map.of("url", brand.url()))
                                .expect(200)
                                .json()
                                .path("qrCodes")
                                .size())
                        .isPositive());
        JsonNode page =
                phones.post(browse, Map.of("url", brand.url())).expect(200).json();
        JsonNode added =
                phones.add(phoneId, page.path("qrCodes").get(0).path("configId").asString());
        assertThat(added.path("userid").asString()).isEqualTo(brand.guideUserId());
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(phones.chat(phoneId, brand.guideUserId())).isNotEmpty());
    }

    /** 100 yuan of goods, free of shipping from 99, less 15 by the coupon. */
    private String buy(ShopperClient shopper, Brand brand) {
        Map<String, Object> wish = new HashMap<>(Map.of(
                "items", List.of(Map.of("skuId", brand.skuId(), "quantity", 1)),
                "couponId", couponsOf(shopper).getFirst().path("id").asLong(),
                "points", 0));
        JsonNode quote = shopper.post("/api/mall/quote", wish).expect(200).json();
        assertThat(quote.path("payableFen").asLong()).isEqualTo(8500);
        wish.put("quoteHash", quote.path("hash").asString());
        wish.put("receiver", Map.of("name", "青柠", "phone", "19900000001", "address", "示例省示例市"));
        String number = shopper.post("/api/mall/orders", wish, Keys.fresh())
                .expect(201)
                .json()
                .path("number")
                .asString();
        JsonNode sheet = shopper.post("/api/mall/orders/" + number + "/pay", null)
                .expect(200)
                .json()
                .path("params");
        shopper.confirmOnPhone(sheet).expect(200);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(shopper.get("/api/mall/orders/" + number)
                                .json()
                                .path("state")
                                .asString())
                        .isEqualTo("PAID"));
        return number;
    }

    private long orderId(String number) {
        return console.get("/api/admin/orders?q=" + number)
                .expect(200)
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asLong();
    }

    private static List<JsonNode> couponsOf(ShopperClient shopper) {
        return shopper.get("/api/mall/coupons")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private static long points(ShopperClient shopper, String kind) {
        return shopper.get("/api/mall/points")
                .expect(200)
                .json()
                .path("balance")
                .path(kind)
                .asLong();
    }
}
