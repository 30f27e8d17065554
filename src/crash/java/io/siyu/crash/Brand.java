package io.siyu.crash;

import io.siyu.crash.Caller.Answer;
import io.siyu.crash.Caller.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What the brand decides before its first visitor comes: guides, a live code that gives a tag, a segment over the tag, a plan on the
 * segment that gives a coupon and asks a guide to speak, a coupon to claim, and goods.
 */
record Brand(long codeId, Map<String, Object> code, String codeUrl, long tagByHand, long claimable, List<Long> skus) {

    private static final int GUIDES = 4;

    static Brand make(Operator operator) throws InterruptedException {
        return new Making(operator).brand();
    }

    private record Making(Operator operator) {

        Brand brand() throws InterruptedException {
            List<Long> guides = hire();
            long source = tag("来源", true);
            long byHand = tag("人工", false);
            Map<String, Object> code = code(guides, source);
            JsonNode made = create("/api/admin/codes", code);
            Map<String, Object> rule = Map.of("tag", Map.of("in", List.of(source)));
            long segment = create("/api/admin/segments", Map.of("name", "扫码来的", "about", "", "rule", rule))
                    .path("id")
                    .asLong();
            plan(segment, coupon("欢迎券", false));
            long claimable = coupon("领取券", true);
            List<Long> skus = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                skus.add(product(i));
            }
            String url = made.path("url").asString();
            return new Brand(made.path("id").asLong(), code, url, byHand, claimable, List.copyOf(skus));
        }

        private List<Long> hire() throws InterruptedException {
            List<Map<String, Object>> members = new ArrayList<>();
            for (int i = 1; i <= GUIDES; i++) {
                members.add(Map.of("userid", "guide-" + i, "name", "导购" + i, "departments", List.of(1)));
            }
            done(operator.insist(Wish.post("setup", "/sandbox/api/admin/seed", Map.of("members", members))));
            done(operator.insist(Wish.post("setup", "/api/admin/staff/sync", Map.of())));
            return done(operator.insist(Wish.get("setup", "/api/admin/staff?q=guide&size=100")))
                    .path("items")
                    .valueStream()
                    .map(guide -> guide.path("id").asLong())
                    .toList();
        }

        private long tag(String name, boolean corp) throws InterruptedException {
            return create("/api/admin/tag-groups", Map.of("name", name, "corp", corp, "tags", List.of(name + "一")))
                    .path("tags")
                    .get(0)
                    .path("id")
                    .asLong();
        }

        private static Map<String, Object> code(List<Long> guides, long tag) {
            Map<String, Object> code = new HashMap<>(Map.of("name", "收银台", "tagIds", List.of(tag), "skipVerify", true));
            code.put("welcomeText", "{客户昵称}，你好，我是{导购姓名}");
            code.put(
                    "guides",
                    guides.stream()
                            .map(id -> Map.of("staffId", id, "weight", 1, "backup", false))
                            .toList());
            return code;
        }

        private long coupon(String name, boolean claimable) throws InterruptedException {
            Map<String, Object> terms = new HashMap<>(
                    Map.of("name", name, "kind", "AMOUNT", "amountFen", 500, "percentOff", 0, "thresholdFen", 1000));
            terms.putAll(Map.of("scope", "ALL", "validDays", 30, "total", 100_000, "perPerson", 3));
            terms.putAll(Map.of("claimable", claimable, "bearerDepartment", "私域部", "bearerPercent", 100));
            return create("/api/admin/coupon-templates", terms).path("id").asLong();
        }

        private void plan(long segment, long template) throws InterruptedException {
            Map<String, Object> task = new HashMap<>(Map.of("type", "task", "id", "hello", "next", "end"));
            task.putAll(Map.of("content", "问问平时爱喝什么茶", "reason", "新客", "marketing", false));
            List<Map<String, Object>> steps = List.of(
                    Map.of("type", "coupon", "id", "gift", "templateId", template, "next", "wait"),
                    Map.of("type", "wait", "id", "wait", "minutes", 1, "next", "hello"),
                    task,
                    Map.of("type", "end", "id", "end"));
            Map<String, Object> trigger = Map.of("type", "segment", "segmentId", segment);
            long id = create("/api/admin/sops", Map.of("name", "关怀", "trigger", trigger, "steps", steps, "revision", 0))
                    .path("id")
                    .asLong();
            done(operator.insist(Wish.post("setup", "/api/admin/sops/" + id + "/publish", Map.of())));
        }

        private long product(int number) throws InterruptedException {
            Map<String, Object> sku = Map.of("spec", "罐装", "priceFen", 3000 + 700 * number, "stock", 100_000);
            return create(
                            "/api/admin/products",
                            Map.of("title", "茶 " + number, "category", "茗茶", "status", "ON", "skus", List.of(sku)))
                    .path("skus")
                    .get(0)
                    .path("id")
                    .asLong();
        }

        private JsonNode create(String path, Map<String, Object> body) throws InterruptedException {
            return done(operator.insist(Wish.post("setup", path, body)));
        }

        private static JsonNode done(Answer answer) {
            if (!answer.succeeded()) {
                throw new IllegalStateException(answer.status() + " " + answer.json());
            }
            return answer.json();
        }
    }
}
