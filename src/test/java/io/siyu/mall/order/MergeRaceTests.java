package io.siyu.mall.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.loyalty.coupon.CouponTerms;
import io.siyu.loyalty.coupon.Coupons;
import io.siyu.loyalty.points.Points;
import io.siyu.loyalty.points.PointsBalance;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Purpose;
import io.siyu.people.tag.Provenance;
import io.siyu.people.tag.Tags;
import io.siyu.reach.outreach.Outreach;
import io.siyu.reach.outreach.Touch;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import io.siyu.shared.SkuId;
import io.siyu.testing.BooksAgree;
import io.siyu.testing.Race;
import io.siyu.testing.SiyuTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody writes for a person who is merged away at that moment: it is the survivor's, whoever was faster. */
@SiyuTest
@ExtendWith(BooksAgree.class)
class MergeRaceTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    Checkout checkout;

    @Autowired
    Orders orders;

    @Autowired
    Coupons coupons;

    @Autowired
    Points points;

    @Autowired
    Tags tags;

    @Autowired
    Outreach outreach;

    private MallFixtures mall;
    private Meeting meeting;
    private CustomerId survivor;
    private CustomerId merged;

    @BeforeEach
    void two_people() {
        mall = new MallFixtures(context);
        meeting = new Meeting(context);
        survivor = mall.customer();
        merged = mall.customer();
    }

    @Test
    void an_order_placed_at_that_moment_is_the_survivors() throws Exception {
        SkuId sku = mall.goods(12_000, 3);
        PlacedOrder order = meeting.whileUniting(survivor, merged, () -> place(merged, sku, 0));
        assertThat(ownerOf("order_order", order.id().value())).isEqualTo(survivor);
        orders.cancel(order.id());
    }

    @Test
    void a_coupon_given_at_that_moment_is_the_survivors() throws Exception {
        long template = mall.template(CouponTerms.amountOff(100, 0), 10, 1);
        long coupon = meeting.whileUniting(
                survivor, merged, () -> coupons.issue(template, merged, "test", RandomCode.letters(20)));
        assertThat(ownerOf("coupon_coupon", coupon)).isEqualTo(survivor);
    }

    @Test
    void points_earned_at_that_moment_can_be_confirmed() throws Exception {
        mall.points(merged, 10);
        meeting.whileUniting(survivor, merged, () -> {
            points.earnPending(merged, 70, "test", "race/" + merged);
            return true;
        });
        points.confirm(merged, "test", "race/" + merged);
        assertThat(points.balance(survivor)).isEqualTo(new PointsBalance(80, 0, 0, 0));
    }

    @Test
    void a_tag_put_on_at_that_moment_is_the_survivors() throws Exception {
        long tag = tags.createGroup("Group " + RandomCode.letters(6), false, List.of("silk"))
                .values()
                .iterator()
                .next();
        meeting.whileUniting(
                survivor, merged, () -> tags.apply(merged, List.of(tag), new Provenance(Provenance.Kind.RULE, "test")));
        assertThat(tags.of(survivor)).containsExactly(tag);
    }

    @Test
    void a_refusal_of_that_moment_is_the_survivors() throws Exception {
        meeting.whileUniting(survivor, merged, () -> {
            customers.setConsent(merged, Purpose.MARKETING, false, "test");
            return true;
        });
        assertThat(customers.accepts(survivor, Purpose.MARKETING)).isFalse();
    }

    @Test
    void a_touch_of_that_moment_is_the_survivors() throws Exception {
        String key = "race:" + merged.value();
        meeting.whileUniting(
                survivor,
                merged,
                () -> outreach.propose(
                        new Touch(merged, null, Purpose.SERVICE, Touch.Kind.GUIDE_TASK, "hello", "test", key)));
        long touched = jdbc.sql("select customer_id from outreach_touch where dedupe_key = :key")
                .param("key", key)
                .query(Long.class)
                .single();
        assertThat(touched).isEqualTo(survivor.value());
    }

    @Test
    void whoever_is_seen_at_that_moment_is_the_survivor() throws Exception {
        CustomerId seen = meeting.whileUniting(survivor, merged, () -> meeting.see(merged));
        assertThat(seen).isEqualTo(survivor);
    }

    /** Buying, cancelling, earning and claiming by both, and the merge in the middle: nobody is locked out, nothing is lost. */
    @Test
    void whatever_both_do_while_they_become_one_adds_up() throws Exception {
        for (int round = 0; round < 5; round++) {
            two_people();
            SkuId sku = mall.goods(12_000, 100);
            long template = mall.template(CouponTerms.amountOff(100, 0), 100, 50);
            mall.points(survivor, 1_000);
            mall.points(merged, 1_000);
            Race.Finish<Boolean> finish = Race.of(13, i -> () -> {
                CustomerId who = i % 2 == 0 ? survivor : merged;
                switch (i % 4) {
                    case 0, 1 -> orders.cancel(place(who, sku, 100).id());
                    case 2 -> coupons.issue(template, who, "race", RandomCode.letters(20));
                    default -> points.earnPending(who, 10, "race", RandomCode.letters(20));
                }
                if (i == 12) {
                    meeting.unite(survivor, merged);
                }
                return true;
            });
            assertThat(finish.failures())
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOfSatisfying(
                                    DomainException.class,
                                    refusal -> assertThat(refusal.code()).isEqualTo("order.too_many_unpaid")));
            assertThat(points.balance(merged)).isEqualTo(new PointsBalance(2_000, 30, 0, 0));
            Books.balance(context);
        }
    }

    private PlacedOrder place(CustomerId customer, SkuId sku, long spend) {
        return checkout.place(
                customer, new OrderRequest(List.of(new OrderRequest.Item(sku, 1)), null, spend, null, false), null);
    }

    private CustomerId ownerOf(String table, long id) {
        return new CustomerId(jdbc.sql("select customer_id from " + table + " where id = :id")
                .param("id", id)
                .query(Long.class)
                .single());
    }
}
