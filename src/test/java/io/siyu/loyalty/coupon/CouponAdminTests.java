package io.siyu.loyalty.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.mall.order.MallFixtures;
import io.siyu.people.staff.RoleScope;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Keys;
import io.siyu.testing.ShopperClient;
import io.siyu.testing.SiyuTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@SiyuTest
class CouponAdminTests {

    private final ApplicationContext context;
    private final MallFixtures mall;

    CouponAdminTests(@Autowired ApplicationContext context) {
        this.context = context;
        this.mall = new MallFixtures(context);
    }

    @Test
    void a_coupon_is_made_given_by_hand_and_seen_at_the_customer() {
        ConsoleClient console = ConsoleClient.administrator(context);
        long template = create(console, 3, 1);
        CustomerId first = mall.customer();
        CustomerId second = mall.customer();
        UUID key = Keys.fresh();
        Map<String, Object> people = Map.of("customerIds", List.of(first.value(), second.value()));
        String path = "/api/admin/coupon-templates/" + template + "/issue";
        assertThat(console.post(path, people, key)
                        .expect(200)
                        .json()
                        .path("issued")
                        .asInt())
                .isEqualTo(2);
        assertThat(console.post(path, people, key)
                        .expect(200)
                        .json()
                        .path("issued")
                        .asInt())
                .isEqualTo(2);
        JsonNode again = console.post(path, people, Keys.fresh()).expect(200).json();
        assertThat(again.path("issued").asInt()).isZero();
        assertThat(again.path("refused").path(0).path("code").asString()).isEqualTo("coupon.per_person_limit");
        assertThat(console.get("/api/admin/customers/" + first + "/coupons")
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(console.get("/api/admin/coupon-templates/" + template + "/coupons")
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(2);
        JsonNode figures = console.get("/api/admin/coupon-templates/" + template)
                .expect(200)
                .json()
                .path("figures");
        assertThat(figures.path("issued").asInt()).isEqualTo(2);
    }

    @Test
    void what_was_promised_stays_once_somebody_has_it() {
        ConsoleClient console = ConsoleClient.administrator(context);
        long template = create(console, 3, 1);
        Map<String, Object> more = draft(3, 1);
        more.put("amountFen", 900);
        console.put("/api/admin/coupon-templates/" + template, more).expect(200);
        context.getBean(Coupons.class).issue(template, mall.customer(), "test", RandomCode.letters(12));
        Map<String, Object> less = draft(3, 1);
        less.put("amountFen", 1);
        console.put("/api/admin/coupon-templates/" + template, less).expectProblem(409, "coupon.terms_fixed");
        more.put("total", 100);
        console.put("/api/admin/coupon-templates/" + template, more).expect(200);
    }

    @Test
    void a_wrong_field_is_named() {
        ConsoleClient console = ConsoleClient.administrator(context);
        Map<String, Object> draft = draft(3, 1);
        draft.put("amountFen", 0);
        assertThat(console.post("/api/admin/coupon-templates", draft)
                        .expectProblem(400, "coupon.amount_invalid")
                        .json()
                        .path("field")
                        .asString())
                .isEqualTo("amountFen");
        draft = draft(3, 4);
        console.post("/api/admin/coupon-templates", draft).expectProblem(400, "coupon.per_person_invalid");
    }

    @Test
    void a_shopper_takes_what_is_offered_and_nothing_that_was_stopped() {
        ConsoleClient console = ConsoleClient.administrator(context);
        ShopperClient shopper = ShopperClient.fresh(context);
        long template = create(console, 3, 1);
        String claim = "/api/mall/coupon-templates/" + template + "/claim";
        shopper.post(claim, null, Keys.fresh()).expect(200);
        shopper.post(claim, null, Keys.fresh()).expectProblem(409, "coupon.per_person_limit");
        assertThat(shopper.get("/api/mall/coupons").expect(200).json().path("items"))
                .hasSize(1);
        console.post("/api/admin/coupon-templates/" + template + "/stop", Map.of())
                .expect(200);
        ShopperClient.fresh(context).post(claim, null, Keys.fresh()).expectProblem(409, "coupon.stopped");
    }

    @Test
    void who_may_look_may_not_give() {
        long template = create(ConsoleClient.administrator(context), 3, 1);
        ConsoleClient reader = ConsoleClient.with(context, RoleScope.ALL, null, "coupon.read");
        reader.get("/api/admin/coupon-templates").expect(200);
        reader.post(
                        "/api/admin/coupon-templates/" + template + "/issue",
                        Map.of("customerIds", List.of(mall.customer().value())),
                        Keys.fresh())
                .expect(403);
    }

    private static long create(ConsoleClient console, int total, int perPerson) {
        return console.post("/api/admin/coupon-templates", draft(total, perPerson))
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    private static Map<String, Object> draft(int total, int perPerson) {
        Map<String, Object> draft = new HashMap<>();
        draft.put("name", "Coupon " + RandomCode.letters(6));
        draft.put("kind", "AMOUNT");
        draft.put("amountFen", 1_000);
        draft.put("scope", "ALL");
        draft.put("validDays", 30);
        draft.put("total", total);
        draft.put("perPerson", perPerson);
        draft.put("claimable", true);
        draft.put("bearerDepartment", "brand");
        draft.put("bearerPercent", 100);
        return draft;
    }
}
