package io.siyu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Keys;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.ShopperClient;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What a brand makes in the console before its first visitor comes, and the way in. */
public final class BrandFixtures {

    public static final Duration SOON = Duration.ofSeconds(60);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final ApplicationContext context;
    private final ConsoleClient console;
    private final SandboxPhones phones;

    public BrandFixtures(ApplicationContext context, ConsoleClient console, SandboxPhones phones) {
        this.context = context;
        this.console = console;
        this.phones = phones;
    }

    /** What has to be there before codes and plans can be made: a guide, a corp tag, a coupon and a product, all with names of their own. */
    record Ground(Named guide, String guideUserId, Named tag, Named coupon, Named product, long skuId) {}

    record Named(long id, String name) {}

    /** The ground, and a live code that gives the tag, a segment over the tag and a plan on the segment. */
    public record Brand(String guideUserId, long guideId, String codeUrl, long skuId) {}

    Ground ground() {
        waitForMorning();
        String mark = RandomCode.letters(4);
        String guideName = "谷雨" + mark;
        String userId = phones.member(guideName);
        context.getBean(StaffSetup.class).syncDirectory();
        long guide = context.getBean(StaffDirectory.class)
                .byUserId(userId)
                .orElseThrow()
                .id()
                .value();
        String tagName = "门店来的" + mark;
        long tag = create("/api/admin/tag-groups", Map.of("name", "来源" + mark, "corp", true, "tags", List.of(tagName)))
                .path("tags")
                .get(0)
                .path("id")
                .asLong();
        String couponName = "新人立减" + mark;
        String productName = "桂花乌龙" + mark;
        JsonNode product = create("/api/admin/products", product(productName));
        return new Ground(
                new Named(guide, guideName),
                userId,
                new Named(tag, tagName),
                new Named(coupon(couponName), couponName),
                new Named(product.path("id").asLong(), productName),
                product.path("skus").get(0).path("id").asLong());
    }

    public Brand make() {
        Ground ground = ground();
        JsonNode code = create(
                "/api/admin/codes",
                Map.of(
                        "name",
                        "收银台",
                        "guides",
                        List.of(Map.of("staffId", ground.guide().id(), "weight", 1, "backup", false)),
                        "dailyCap",
                        20,
                        "tagIds",
                        List.of(ground.tag().id()),
                        "welcomeText",
                        "{客户昵称}，你好，我是{导购姓名}",
                        "skipVerify",
                        true));
        Map<String, Object> rule =
                Map.of("tag", Map.of("in", List.of(ground.tag().id())));
        long segment = create(
                        "/api/admin/segments",
                        Map.of("name", "门店来的人 " + ground.guideUserId(), "about", "", "rule", rule))
                .path("id")
                .asLong();
        plan(ground.guideUserId(), segment, ground.coupon().id());
        return new Brand(
                ground.guideUserId(), ground.guide().id(), code.path("url").asString(), ground.skuId());
    }

    /** Opens the code on the phone, recognises the picture on the page and adds the guide; returns when the welcome is there. */
    public void befriend(Brand brand, long phoneId) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(open(brand, phoneId).path("qrCodes").size()).isPositive());
        String configId =
                open(brand, phoneId).path("qrCodes").get(0).path("configId").asString();
        assertThat(phones.add(phoneId, configId).path("userid").asString()).isEqualTo(brand.guideUserId());
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(phones.chat(phoneId, brand.guideUserId())).isNotEmpty());
    }

    /** 150 yuan of goods, less 15 by the coupon that must lie there, free of shipping from 99; paid on the phone. Answers the number. */
    public String buy(ShopperClient shopper, Brand brand) {
        await().atMost(SOON).untilAsserted(() -> assertThat(coupons(shopper)).hasSize(1));
        Map<String, Object> wish = new HashMap<>(Map.of(
                "items", List.of(Map.of("skuId", brand.skuId(), "quantity", 1)),
                "couponId", coupons(shopper).getFirst().path("couponId").asLong(),
                "points", 0));
        JsonNode quote = shopper.post("/api/mall/quote", wish).expect(200).json();
        assertThat(quote.path("payableFen").asLong()).isEqualTo(13500);
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
                .untilAsserted(() -> assertThat(state(shopper, number)).isEqualTo("PAID"));
        return number;
    }

    static String state(ShopperClient shopper, String number) {
        return shopper.get("/api/mall/orders/" + number).json().path("state").asString();
    }

    static List<JsonNode> coupons(ShopperClient shopper) {
        return shopper.get("/api/mall/coupons")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    public void forward(Duration time) {
        phones.post("clock", Map.of("forwardSeconds", time.toSeconds())).expect(200);
    }

    private JsonNode open(Brand brand, long phoneId) {
        return phones.post("phones/" + phoneId + "/browse", Map.of("url", brand.codeUrl()))
                .expect(200)
                .json();
    }

    /** Guides are left in peace at night: the story is told at ten in the morning. */
    private void waitForMorning() {
        OffsetDateTime now = OffsetDateTime.parse(
                phones.get("clock").expect(200).json().path("now").asString());
        OffsetDateTime ten =
                now.atZoneSameInstant(ZONE).with(LocalTime.of(10, 0)).toOffsetDateTime();
        forward(Duration.between(now, ten.isAfter(now) ? ten : ten.plusDays(1)).plusSeconds(1));
    }

    private JsonNode create(String path, Map<String, Object> body) {
        return console.post(path, body).expect(201).json();
    }

    private long coupon(String name) {
        Map<String, Object> template = new HashMap<>(Map.of(
                "name",
                name,
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
        template.putAll(Map.of("validDays", 30, "total", 100, "perPerson", 1, "claimable", false));
        template.putAll(Map.of("bearerDepartment", "私域部", "bearerPercent", 100));
        return create("/api/admin/coupon-templates", template).path("id").asLong();
    }

    private void plan(String name, long segment, long template) {
        Map<String, Object> task = new HashMap<>(Map.of("type", "task", "id", "hello", "next", "end"));
        task.putAll(Map.of("content", "问问平时爱喝什么茶", "reason", "新客", "marketing", false));
        List<Map<String, Object>> steps = List.of(
                Map.of("type", "coupon", "id", "gift", "templateId", template, "next", "hello"),
                task,
                Map.of("type", "end", "id", "end"));
        Map<String, Object> trigger = Map.of("type", "segment", "segmentId", segment);
        long id = create(
                        "/api/admin/sops",
                        Map.of("name", "关怀 " + name, "trigger", trigger, "steps", steps, "revision", 0))
                .path("id")
                .asLong();
        console.post("/api/admin/sops/" + id + "/publish", Map.of()).expect(200);
    }

    private static Map<String, Object> product(String title) {
        Map<String, Object> sku = Map.of("spec", "罐装 80g", "priceFen", 15000, "stock", 50);
        return Map.of("title", title, "category", "茗茶", "status", "ON", "skus", List.of(sku));
    }
}
