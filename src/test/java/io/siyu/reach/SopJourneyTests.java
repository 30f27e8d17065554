package io.siyu.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.loyalty.coupon.CouponDraft;
import io.siyu.loyalty.coupon.CouponTemplates;
import io.siyu.loyalty.coupon.CouponTerms;
import io.siyu.loyalty.coupon.Coupons;
import io.siyu.people.segment.Rule;
import io.siyu.people.segment.Segments;
import io.siyu.people.tag.Tags;
import io.siyu.reach.ReachPhones.Guide;
import io.siyu.reach.ReachPhones.Phone;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.testing.BooksAgree;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@SiyuTest
@ExtendWith(BooksAgree.class)
class SopJourneyTests {

    private static final String END = "end";
    private static final Map<String, Object> END_STEP = Map.of("type", "end", "id", END);

    @Autowired
    ApplicationContext context;

    ReachPhones phones;
    ConsoleClient console;

    @BeforeEach
    void signIn() {
        phones = new ReachPhones(context);
        console = ConsoleClient.administrator(context);
        console.put(
                        "/api/admin/outreach/policy",
                        Map.of("dailyCap", 3, "quietFrom", "00:00", "quietUntil", "00:00", "newcomerHours", 0))
                .expect(200);
    }

    @Test
    void who_comes_by_a_code_is_tagged_at_once_and_tomorrow_the_guide_is_asked_to_speak() {
        Guide guide = phones.guide("李静");
        JsonNode code = code(guide);
        long tag = tag();
        long plan = plan(
                Map.of("type", "code", "codeIds", List.of(code.path("id").asLong())),
                List.of(
                        Map.of("type", "tag", "id", "t", "add", List.of(tag), "remove", List.of(), "next", "w"),
                        waitMinutes(24 * 60, "s"),
                        task("昨天的围巾还喜欢吗？", "添加第二天回访", "s", END),
                        END_STEP));
        Phone phone = phones.phone("小满");
        phones.scanAndAdd(phone, code.path("url").asString());

        ReachPhones.eventually(() -> enrolments(plan).size() == 1);
        ReachPhones.eventually(() -> effects(plan).equals(List.of("tag DONE")));
        assertThat(phones.appMessages(guide)).isEmpty();
        phones.forward(Duration.ofHours(25));
        ReachPhones.eventually(() -> phones.appMessages(guide).size() == 1);
        JsonNode card = phones.appMessages(guide).getFirst().path("content");
        assertThat(card.path("title").asString()).contains("小满");
        assertThat(enrolments(plan).getFirst().path("state").asString()).isEqualTo("COMPLETED");
        finishTask(URI.create(card.path("url").asString()).getPath());
    }

    @Test
    void who_comes_into_a_segment_gets_the_coupon_once() {
        Guide guide = phones.guide("周宁");
        long tag = tag();
        long segment =
                context.getBean(Segments.class).create("新客" + RandomCode.letters(6), new Rule.Tagged(Set.of(tag)));
        long template = context.getBean(CouponTemplates.class)
                .create(new CouponDraft(
                        "新客券", CouponTerms.amountOff(2_000, 10_000), null, null, 30, 100, 1, false, "私域", 100));
        long plan = plan(
                Map.of("type", "segment", "segmentId", segment),
                List.of(Map.of("type", "coupon", "id", "c", "templateId", template, "next", END), END_STEP));
        JsonNode code = code(guide, List.of(tag));
        phones.scanAndAdd(phones.phone("立夏"), code.path("url").asString());

        ReachPhones.eventually(() -> effects(plan).equals(List.of("coupon DONE")));
        assertThat(enrolments(plan)).hasSize(1);
        CustomerId customer =
                new CustomerId(enrolments(plan).getFirst().path("customerId").asLong());
        assertThat(context.getBean(Coupons.class)
                        .usable(customer, context.getBean(Clock.class).instant()))
                .hasSize(1);
    }

    @Test
    void who_deletes_the_guide_leaves_at_once_and_nothing_more_happens() {
        Guide guide = phones.guide("王芳");
        JsonNode code = code(guide);
        long plan = plan(
                Map.of("type", "code", "codeIds", List.of(code.path("id").asLong())),
                List.of(waitMinutes(60, "s"), marketingTask("在吗", "s", END), END_STEP));
        Phone phone = phones.phone("大寒");
        phones.scanAndAdd(phone, code.path("url").asString());
        ReachPhones.eventually(() -> enrolments(plan).size() == 1);

        phones.delete(phone, guide);
        ReachPhones.eventually(
                () -> enrolments(plan).getFirst().path("state").asString().equals("EXITED"));
        assertThat(enrolments(plan).getFirst().path("exitReason").asString()).contains("好友关系");
        phones.forward(Duration.ofHours(2));
        assertThat(effects(plan)).isEmpty();
        assertThat(phones.appMessages(guide)).isEmpty();
    }

    @Test
    void a_pause_lets_everybody_out_and_a_draft_tells_what_it_would_do() {
        Guide guide = phones.guide("赵敏");
        JsonNode code = code(guide);
        long plan = plan(
                Map.of("type", "code", "codeIds", List.of(code.path("id").asLong())),
                List.of(waitMinutes(60, "s"), marketingTask("在吗", "s", END), END_STEP));
        phones.scanAndAdd(phones.phone("谷雨"), code.path("url").asString());
        ReachPhones.eventually(() -> enrolments(plan).size() == 1);
        long customer = enrolments(plan).getFirst().path("customerId").asLong();

        JsonNode dry = console.post("/api/admin/sops/" + plan + "/dry-run", Map.of("customerId", customer))
                .expect(200)
                .json();
        assertThat(dry.valueStream().map(one -> one.path("step").path("id").asString()))
                .containsExactly("s", END);
        assertThat(dry.path(0).path("heldBack").isMissingNode()).isTrue();
        console.post("/api/admin/sops/" + plan + "/pause", Map.of()).expect(200);
        assertThat(enrolments(plan).getFirst().path("state").asString()).isEqualTo("EXITED");
        console.post("/api/admin/sops/" + plan + "/pause", Map.of()).expectProblem(409, "sop.not_running");
    }

    @Test
    void what_the_home_page_counts_as_open_or_missed_is_a_list_one_can_open() {
        console.get("/api/admin/tasks?state=PLANNED,SENDING,SENT,UNKNOWN").expect(200);
        console.get("/api/admin/tasks?kind=WELCOME&state=LATE,FAILED,SKIPPED").expect(200);
        console.get("/api/admin/callbacks?state=dead").expect(200);
        console.get("/api/admin/orders?state=PAID").expect(200);
        console.get("/api/admin/tasks?state=GONE").expect(400);
    }

    @Test
    void a_plan_nobody_could_walk_is_refused_at_its_step() {
        Map<String, Object> body = Map.of(
                "name", "绕圈",
                "trigger", Map.of("type", "segment", "segmentId", 1),
                "steps", List.of(marketingTask("在吗", "a", "a")));
        console.post("/api/admin/sops", body).expectProblem(400, "sop.steps_circle");
    }

    private void finishTask(String page) {
        ConsoleClient guidesPhone = ConsoleClient.anonymous(context);
        String html = guidesPhone.get(page).expect(200).text();
        assertThat(html).contains("昨天的围巾还喜欢吗？").contains("添加第二天回访").contains("完成");
        String token = page.substring(page.lastIndexOf('/') + 1);
        guidesPhone.post("/api/staff/tasks/" + token + "/done", Map.of()).expect(303);
        assertThat(guidesPhone.get(page).text()).contains("已完成");
        assertThat(console.get("/api/admin/tasks?state=DONE").expect(200).text())
                .contains("昨天的围巾还喜欢吗？");
        assertThat(console.get("/api/admin/tasks/completion").expect(200).text())
                .contains("李静");
    }

    private static Map<String, Object> waitMinutes(int minutes, String next) {
        return Map.of("type", "wait", "id", "w", "minutes", minutes, "next", next);
    }

    private static Map<String, Object> task(String content, String reason, String id, String next) {
        return Map.of("type", "task", "id", id, "content", content, "reason", reason, "marketing", false, "next", next);
    }

    private static Map<String, Object> marketingTask(String content, String id, String next) {
        return Map.of("type", "task", "id", id, "content", content, "reason", "", "marketing", true, "next", next);
    }

    private long plan(Map<String, Object> trigger, List<Map<String, Object>> steps) {
        Map<String, Object> body = Map.of("name", "新客" + RandomCode.letters(6), "trigger", trigger, "steps", steps);
        long id = console.post("/api/admin/sops", body)
                .expect(201)
                .json()
                .path("id")
                .asLong();
        assertThat(console.post("/api/admin/sops/" + id + "/publish", Map.of())
                        .expect(200)
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(1);
        return id;
    }

    private List<JsonNode> enrolments(long plan) {
        return List.copyOf(console.get("/api/admin/sops/" + plan + "/enrolments")
                .expect(200)
                .json()
                .path("items")
                .values());
    }

    private List<String> effects(long plan) {
        return enrolments(plan).stream()
                .flatMap(one -> one.path("effects").valueStream())
                .map(one -> one.path("step").path("type").asString() + " "
                        + one.path("state").asString())
                .toList();
    }

    private long tag() {
        return context.getBean(Tags.class)
                .createGroup("旅程" + RandomCode.letters(8), false, List.of("新客"))
                .getOrDefault("新客", 0L);
    }

    private JsonNode code(Guide guide) {
        return code(guide, List.of());
    }

    private JsonNode code(Guide guide, List<Long> tags) {
        Map<String, Object> body = Map.of(
                "name",
                "立牌",
                "guides",
                List.of(Map.of("staffId", guide.staff().value(), "weight", 1, "backup", false)),
                "tagIds",
                tags,
                "skipVerify",
                true);
        JsonNode code = console.post("/api/admin/codes", body).expect(201).json();
        ReachPhones.eventually(
                () -> console.get("/api/admin/codes/" + code.path("id").asLong())
                        .json()
                        .path("guides")
                        .path(0)
                        .path("ready")
                        .asBoolean());
        return code;
    }
}
