package io.siyu.mall.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.loyalty.coupon.CouponTerms;
import io.siyu.loyalty.coupon.Coupons;
import io.siyu.loyalty.points.Points;
import io.siyu.loyalty.points.PointsBalance;
import io.siyu.people.customer.Purpose;
import io.siyu.people.staff.StaffSetup;
import io.siyu.people.tag.Provenance;
import io.siyu.people.tag.Tags;
import io.siyu.reach.outreach.Outreach;
import io.siyu.reach.outreach.Touch;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.SkuId;
import io.siyu.shared.StaffId;
import io.siyu.testing.BooksAgree;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Keys;
import io.siyu.testing.ShopperClient;
import io.siyu.testing.SiyuTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two people with everything turn out to be one: nothing is lost, nothing is doubled, and the story goes on. */
@SiyuTest
@ExtendWith(BooksAgree.class)
class MergeTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Points points;

    @Autowired
    Coupons coupons;

    @Autowired
    Tags tags;

    @Autowired
    Outreach outreach;

    private Shopping shop;
    private Meeting meeting;
    private ShopperClient elder;
    private ShopperClient younger;
    private SkuId sku;

    @BeforeEach
    void two_people_with_coupons_and_points() {
        shop = new Shopping(context);
        meeting = new Meeting(context);
        elder = ShopperClient.fresh(context);
        younger = ShopperClient.fresh(context);
        sku = shop.mall().goods(12_000, 10);
        long template = shop.mall().template(CouponTerms.amountOff(2_000, 0), 10, 1);
        for (CustomerId customer : List.of(elder.customer(), younger.customer())) {
            coupons.issue(template, customer, "test", "merge/" + customer);
            shop.mall().points(customer, 1_000);
            points.earnPending(customer, 70, "test", "earn/" + customer);
        }
    }

    @Test
    void both_orders_are_the_survivors_and_go_on_as_before() {
        String paid =
                shop.order(elder, sku, 1, coupon(elder), 300).path("number").asString();
        String cancelled =
                shop.order(younger, sku, 1, coupon(younger), 300).path("number").asString();
        meeting.unite(elder.customer(), younger.customer());
        assertThat(younger.get("/api/mall/orders").expect(200).json().path("items"))
                .hasSize(2);
        Books.balance(context);
        elder.post("/api/mall/orders/" + cancelled + "/cancel", null).expect(200);
        assertThat(Shopping.stateOf(elder, cancelled)).isEqualTo("CLOSED");
        assertThat(usable(elder)).isEqualTo(1);
        shop.pay(elder, paid);
        assertThat(Shopping.stateOf(younger, paid)).isEqualTo("PAID");
        assertThat(points.balance(younger.customer()).available()).isEqualTo(1_700);
    }

    @Test
    void the_points_of_both_are_in_one_account_also_those_not_yet_to_be_spent() {
        meeting.unite(elder.customer(), younger.customer());
        assertThat(points.balance(younger.customer())).isEqualTo(new PointsBalance(2_000, 140, 0, 0));
        points.confirm(younger.customer(), "test", "earn/" + younger.customer());
        points.reverse(younger.customer(), "test", "earn/" + elder.customer());
        assertThat(points.balance(elder.customer())).isEqualTo(new PointsBalance(2_070, 0, 0, 0));
    }

    @Test
    void the_coupons_carts_and_tags_of_both_are_together() {
        long tag = tags.createGroup("Group " + RandomCode.letters(6), false, List.of("silk"))
                .values()
                .iterator()
                .next();
        tags.apply(younger.customer(), List.of(tag), new Provenance(Provenance.Kind.RULE, "test"));
        younger.put("/api/mall/cart", Map.of("skuId", sku.value(), "quantity", 2))
                .expect(200);
        meeting.unite(elder.customer(), younger.customer());
        assertThat(usable(elder)).isEqualTo(2);
        assertThat(tags.of(elder.customer())).containsExactly(tag);
        assertThat(elder.get("/api/mall/cart").expect(200).json().path("items")).hasSize(1);
    }

    @Test
    void of_two_walks_through_one_plan_the_survivors_goes_on() {
        long plan = plan();
        long kept = enrol(plan, elder.customer());
        long left = enrol(plan, younger.customer());
        long other = enrol(plan(), younger.customer());
        meeting.unite(elder.customer(), younger.customer());
        assertThat(stateOf(kept)).isEqualTo(elder.customerId() + " ACTIVE");
        assertThat(stateOf(left)).endsWith("EXITED");
        assertThat(stateOf(other)).isEqualTo(elder.customerId() + " ACTIVE");
    }

    @Test
    void they_were_reached_as_often_as_both_together() {
        for (CustomerId one : List.of(elder.customer(), younger.customer())) {
            outreach.propose(new Touch(
                    one, null, Purpose.SERVICE, Touch.Kind.GUIDE_TASK, "hello", "test", "merge:" + one.value()));
        }
        meeting.unite(elder.customer(), younger.customer());
        assertThat(jdbc.sql("select count(*) from outreach_touch where customer_id = :id")
                        .param("id", elder.customerId())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void a_console_page_from_before_the_merge_goes_on_with_the_survivor() {
        ConsoleClient console = ConsoleClient.administrator(context);
        long template = shop.mall().template(CouponTerms.amountOff(100, 0), 10, 1);
        String old = "/api/admin/customers/" + younger.customerId();
        meeting.unite(elder.customer(), younger.customer());
        console.post(
                        "/api/admin/coupon-templates/" + template + "/issue",
                        Map.of("customerIds", List.of(younger.customerId())),
                        Keys.fresh())
                .expect(200);
        console.post(old + "/points", Map.of("points", 5, "note", "late"), Keys.fresh())
                .expect(200);
        StaffId guide = context.getBean(StaffSetup.class).createStaff("u" + RandomCode.letters(12), "Li", null);
        console.post(old + "/owner", Map.of("staffId", guide.value())).expect(200);
        assertThat(usable(elder)).isEqualTo(3);
        assertThat(points.balance(elder.customer()).available()).isEqualTo(2_005);
        assertThat(console.get(old + "/coupons").expect(200).json().path("items"))
                .hasSize(3);
        assertThat(jdbc.sql("select count(*) from relation_ownership where customer_id = :id and until is null")
                        .param("id", younger.customerId())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private long coupon(ShopperClient shopper) {
        return coupons.usable(shopper.customer(), meeting.now()).getFirst().couponId();
    }

    private int usable(ShopperClient shopper) {
        return coupons.usable(shopper.customer(), meeting.now()).size();
    }

    /** A plan that nobody runs: nothing moves in it but the merge. */
    private long plan() {
        return jdbc.sql("""
                with plan as (
                    insert into sop_plan (name, state, trigger, steps, version, created_at)
                    values ('merge', 'ARCHIVED', '{}', '[]', 1, :now) returning id)
                insert into sop_version (plan_id, version, trigger, steps, published_at)
                select id, 1, '{}', '[]', :now from plan returning plan_id""").param("now", meeting.at()).query(Long.class).single();
    }

    private long enrol(long plan, CustomerId customer) {
        return jdbc.sql("""
                with enrolment as (
                    insert into sop_enrolment
                        (plan_id, version, customer_id, entry_key, reason, state, step_id, visit, entered_at)
                    values (:plan, 1, :customer, 'test', 'test', 'ACTIVE', 'w', 1, :now) returning id)
                insert into sop_timer (enrolment_id, due_at) select id, :due from enrolment returning enrolment_id""")
                .param("plan", plan)
                .param("customer", customer.value())
                .param("now", meeting.at())
                .param("due", meeting.at().plusYears(10))
                .query(Long.class)
                .single();
    }

    private String stateOf(long enrolment) {
        return jdbc.sql("select customer_id || ' ' || state from sop_enrolment where id = :id")
                .param("id", enrolment)
                .query(String.class)
                .single();
    }
}
