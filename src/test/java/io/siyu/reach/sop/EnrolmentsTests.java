package io.siyu.reach.sop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.relation.FollowEnded;
import io.siyu.people.staff.StaffSetup;
import io.siyu.people.tag.Tags;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.AopTestUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is under way in a plan, when something goes wrong around them. */
@SiyuTest
@Import(MovableClock.class)
class EnrolmentsTests {

    private static final List<Step> AN_HOUR = List.of(new Step.Wait("w", 60, null, "end"), new Step.End("end"));

    @Autowired
    ApplicationContext context;

    @Autowired
    Plans plans;

    @Autowired
    PlanRows rows;

    @Autowired
    Enrolments enrolments;

    @Autowired
    Triggers triggers;

    @Autowired
    TimerWork timers;

    @Autowired
    StoppedPlans stopped;

    @Autowired
    Tags tags;

    @Autowired
    StaffSetup staff;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    StaffId guide = new StaffId(1);

    @BeforeEach
    void hire() {
        guide = staff.createStaff(new SandboxPhones(context).member("李静"), "李静", null);
    }

    @Test
    void a_pause_that_died_halfway_is_brought_to_its_end() {
        long plan = plan(AN_HOUR);
        CustomerId customer = person();
        enrol(plan, customer, null);
        set(plan, "PAUSED");
        stopped.workOnce();
        assertThat(state(plan, customer)).isEqualTo("EXITED sop.exit.paused");
        clock.advance(Duration.ofHours(2));
        timers.workOnce();
        assertThat(state(plan, customer)).isEqualTo("EXITED sop.exit.paused");
    }

    @Test
    void nothing_is_done_any_more_for_a_plan_that_stands_still() {
        long tag = tags.createGroup("停" + RandomCode.letters(8), false, List.of("新客"))
                .getOrDefault("新客", 0L);
        long plan = plan(List.of(new Step.Tag("t", Set.of(tag), Set.of(), "end"), new Step.End("end")));
        CustomerId customer = person();
        // In one transaction, as whoever does what is due must not come first.
        transaction.executeWithoutResult(status -> {
            enrol(plan, customer, null);
            set(plan, "ARCHIVED");
        });
        assertThat(state(plan, customer)).isEqualTo("COMPLETED ");
        await().until(() -> {
            stopped.workOnce();
            return effect(plan, customer).equals("CANCELLED");
        });
        assertThat(tags.of(customer)).isEmpty();
    }

    @Test
    void somebody_who_cannot_go_on_holds_nobody_up() {
        long plan = plan(AN_HOUR);
        CustomerId stuck = person();
        CustomerId behind = person();
        transaction.executeWithoutResult(status -> {
            enrol(plan, stuck, null);
            jdbc.sql("update sop_enrolment set step_id = 'nowhere' where plan_id = :plan")
                    .param("plan", plan)
                    .update();
        });
        clock.advance(Duration.ofMinutes(1));
        enrol(plan, behind, null);
        clock.advance(Duration.ofMinutes(61));
        await().until(() -> {
            timers.workOnce();
            return state(plan, behind).equals("COMPLETED ");
        });
        assertThat(state(plan, stuck)).isEqualTo("ACTIVE ");
        assertThat(jdbc.sql("""
                select failures from sop_timer t join sop_enrolment e on e.id = t.enrolment_id
                where e.plan_id = :plan and t.due_at > :now""")
                        .param("plan", plan)
                        .param("now", clock.instant().atZone(clock.getZone()).toOffsetDateTime())
                        .query(Integer.class)
                        .list())
                .containsExactly(1);
    }

    @Test
    void a_version_of_older_rules_is_still_walked() {
        long plan = plan(AN_HOUR);
        jdbc.sql(
                        "update sop_version set steps = replace(steps::text, '\"w\"', '\"等 一小时\"')::jsonb where plan_id = :plan")
                .param("plan", plan)
                .update();
        CustomerId customer = person();
        enrol(plan, customer, null);
        clock.advance(Duration.ofMinutes(61));
        await().until(() -> {
            timers.workOnce();
            return state(plan, customer).equals("COMPLETED ");
        });
    }

    @Test
    void late_news_of_an_end_leaves_alone_what_was_entered_after_coming_back() {
        CustomerId customer = person();
        long before = plan(AN_HOUR);
        long after = plan(AN_HOUR);
        enrol(before, customer, guide);
        Instant ended = clock.advance(Duration.ofMinutes(1));
        clock.advance(Duration.ofMinutes(1));
        friends(customer);
        enrol(after, customer, guide);
        tell(new FollowEnded(customer, guide, true, ended));
        assertThat(state(before, customer)).startsWith("EXITED");
        assertThat(state(after, customer)).isEqualTo("ACTIVE ");
    }

    @Test
    void the_end_of_a_friendship_of_a_record_merged_since_then_ends_what_the_survivor_is_in() {
        Identity openid = Identity.openId("wx1", RandomCode.letters(20));
        Identity external = Identity.externalUserId("wm" + RandomCode.letters(20));
        CustomerId survivor = person(openid);
        CustomerId merged = person(external);
        long plan = plan(AN_HOUR);
        enrol(plan, merged, guide);
        assertThat(person(openid, external)).isEqualTo(survivor);
        tell(new FollowEnded(merged, guide, true, clock.instant()));
        assertThat(state(plan, survivor)).isEqualTo("EXITED sop.exit.unfollowed");
    }

    private long plan(List<Step> steps) {
        long id = plans.create("计划" + RandomCode.letters(6), new Trigger.ByCode(Set.of(1L)), steps);
        plans.publish(id);
        return id;
    }

    private CustomerId person(Identity... keys) {
        List<Identity> identities =
                keys.length > 0 ? List.of(keys) : List.of(Identity.externalUserId("wm" + RandomCode.letters(20)));
        return transaction.execute(status -> customers.findOrCreate(identities, Profile.UNKNOWN, clock.instant()));
    }

    private void enrol(long plan, CustomerId customer, @Nullable StaffId with) {
        assertThat(enrolments.enrol(rows.find(plan).orElseThrow(), customer, "code:1", with, "测试"))
                .isTrue();
    }

    private void tell(FollowEnded news) {
        Triggers direct = AopTestUtils.getTargetObject(triggers);
        transaction.executeWithoutResult(status -> direct.on(news));
    }

    private void friends(CustomerId customer) {
        jdbc.sql("""
                insert into relation_follow (customer_id, staff_id, external_userid, wecom_userid, state, first_added_at,
                    first_add_way, added_at, latest_add_way, reopened, remark)
                values (:customer, :staff, 'e', 'u', 'FOLLOWING', :at, 0, :at, 0, 1, '')""")
                .param("customer", customer.value())
                .param("staff", guide.value())
                .param("at", clock.instant().atZone(clock.getZone()).toOffsetDateTime())
                .update();
    }

    private void set(long plan, String state) {
        jdbc.sql("update sop_plan set state = :state where id = :plan")
                .param("state", state)
                .param("plan", plan)
                .update();
    }

    private String state(long plan, CustomerId customer) {
        return jdbc.sql("""
                select state || ' ' || coalesce(exit_reason, '') from sop_enrolment
                where plan_id = :plan and customer_id = :customer""")
                .param("plan", plan)
                .param("customer", customer.value())
                .query(String.class)
                .single();
    }

    private String effect(long plan, CustomerId customer) {
        return jdbc.sql("""
                select f.state from sop_effect f join sop_enrolment e on e.id = f.enrolment_id
                where e.plan_id = :plan and e.customer_id = :customer""")
                .param("plan", plan)
                .param("customer", customer.value())
                .query(String.class)
                .single();
    }
}
