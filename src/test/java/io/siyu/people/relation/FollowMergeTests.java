package io.siyu.people.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whose customer somebody is when two records turn out to be one person, and when nobody can say. */
@SiyuTest
class FollowMergeTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Owners owners;

    @Autowired
    OwnerReview review;

    @Autowired
    StaffSetup staff;

    @Autowired
    StaffDirectory directory;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    Identity openid = Identity.openId("wx1", RandomCode.letters(20));
    Identity external = Identity.externalUserId("wm" + RandomCode.letters(20));
    CustomerId survivor = new CustomerId(1);
    CustomerId merged = new CustomerId(2);
    StaffId chosen = new StaffId(1);
    StaffId first = new StaffId(2);

    @BeforeEach
    void prepare() {
        survivor = see(openid);
        merged = see(external);
        chosen = hire("周宁");
        first = hire("李静");
    }

    @Test
    void what_an_operator_decided_about_the_merged_record_stays_decided() {
        friends(merged, first);
        byHand(merged);
        assertThat(see(openid, external)).isEqualTo(survivor);
        assertThat(ownership()).containsExactly(survivor + " " + chosen + " BY_HAND 17");
        assertThat(columns()).isEqualTo(chosen);
    }

    @Test
    void what_an_operator_decided_outweighs_what_the_rule_gave_the_survivor() {
        friends(survivor, first);
        owners.review(survivor);
        byHand(merged);
        see(openid, external);
        assertThat(ownership()).containsExactly(survivor + " " + chosen + " BY_HAND 17");
        assertThat(columns()).isEqualTo(chosen);
    }

    @Test
    void an_owner_by_the_rule_comes_with_the_merged_record_even_when_nobody_is_a_friend_any_more() {
        friends(merged, first);
        owners.review(merged);
        jdbc.sql(
                        "update relation_follow set state = 'DELETED_BY_CUSTOMER', ended_at = :at where customer_id = :customer")
                .param("customer", merged.value())
                .param("at", now())
                .update();
        see(openid, external);
        assertThat(ownership()).containsExactly(survivor + " " + first + " MERGED –");
        assertThat(columns()).isEqualTo(first);
    }

    @Test
    void one_whose_owner_cannot_be_told_holds_nobody_up() {
        friends(survivor, first);
        transaction.executeWithoutResult(status -> {
            due(merged, "NONSENSE", Duration.ofDays(2));
            due(survivor, "NOBODY_LEFT", Duration.ofDays(1));
        });
        await().until(() -> {
            review.workOnce();
            return owners.ownerOf(survivor).equals(Optional.of(first));
        });
        assertThat(jdbc.sql("""
                select review_failures from relation_ownership where customer_id = :customer and review_at > :now""")
                        .param("customer", merged.value())
                        .param("now", now())
                        .query(Integer.class)
                        .list())
                .containsExactly(1);
        jdbc.sql("delete from relation_ownership where customer_id = :customer")
                .param("customer", merged.value())
                .update();
    }

    private CustomerId see(Identity... keys) {
        return transaction.execute(status -> customers.findOrCreate(List.of(keys), Profile.UNKNOWN, clock.instant()));
    }

    private StaffId hire(String name) {
        return staff.createStaff(new SandboxPhones(context).member(name), name, null);
    }

    private void byHand(CustomerId customer) {
        owners.giveByHand(customer, directory.find(chosen).orElseThrow(), "老客户", 17);
    }

    private void friends(CustomerId customer, StaffId with) {
        jdbc.sql("""
                insert into relation_follow (customer_id, staff_id, external_userid, wecom_userid, state, first_added_at,
                    first_add_way, added_at, latest_add_way, reopened, remark)
                values (:customer, :staff, :external, 'u', 'FOLLOWING', :at, 0, :at, 0, 0, '')""")
                .param("customer", customer.value())
                .param("staff", with.value())
                .param("external", external.value())
                .param("at", now())
                .update();
    }

    private void due(CustomerId customer, String reason, Duration since) {
        jdbc.sql("""
                insert into relation_ownership (customer_id, reason, since, review_at) values (:customer, :reason, :at, :at)""")
                .param("customer", customer.value())
                .param("reason", reason)
                .param("at", now().minus(since))
                .update();
    }

    /** Everything that is open about the two. */
    private List<String> ownership() {
        return jdbc.sql("""
                select customer_id || ' ' || staff_id || ' ' || reason || ' ' || coalesce(by_user_id::text, '–')
                from relation_ownership where customer_id in (:both) and until is null""")
                .param("both", List.of(survivor.value(), merged.value()))
                .query(String.class)
                .list();
    }

    private StaffId columns() {
        return new StaffId(jdbc.sql("select owner_staff_id from customer_customer where id = :id")
                .param("id", survivor.value())
                .query(Long.class)
                .single());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
