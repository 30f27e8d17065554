package io.siyu.reach.sop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.stream.StreamCursors;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.staff.StaffSetup;
import io.siyu.people.timeline.Timeline;
import io.siyu.reach.channel.LiveDraft;
import io.siyu.reach.channel.LiveDraft.Platform;
import io.siyu.reach.channel.LiveOver;
import io.siyu.reach.channel.LiveSessions;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans that begin when a live session is over. */
@SiyuTest
@Import(MovableClock.class)
class LiveTriggerTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Plans plans;

    @Autowired
    LiveTrigger trigger;

    @Autowired
    StreamCursors cursors;

    @Autowired
    Timeline timeline;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    StaffId guide = new StaffId(1);

    @BeforeEach
    void hire() {
        guide = context.getBean(StaffSetup.class).createStaff(new SandboxPhones(context).member("李静"), "李静", null);
    }

    @Test
    void guests_who_are_friends_still_enter_once_and_nobody_else_does() {
        long session = session();
        long other = session();
        long plan = plan(Set.of(session));
        CustomerId friend = person(true);
        over(session, friend, clock.instant());
        over(session, person(false), clock.instant());
        over(other, person(true), clock.instant());
        over(session, friend, clock.instant().plusSeconds(60));
        assertThat(entered(plan)).containsExactly(friend.value());
    }

    @Test
    void a_plan_for_every_session_takes_those_of_each_but_of_none_before_it_was_published() {
        CustomerId early = person(true);
        CustomerId late = person(true);
        Instant before = clock.instant();
        clock.advance(Duration.ofMinutes(1));
        long plan = plan(Set.of());
        over(session(), early, before);
        over(session(), late, clock.instant());
        assertThat(entered(plan)).containsExactly(late.value());
        plans.pause(plan);
    }

    @Test
    void a_plan_for_a_session_that_nobody_knows_is_refused() {
        assertThatThrownBy(() -> plan(Set.of(session(), 999_999_999L)))
                .hasFieldOrPropertyWithValue("field", "trigger.sessionIds");
    }

    private long session() {
        Instant starts = clock.instant().plus(Duration.ofDays(30));
        LiveDraft draft = new LiveDraft(
                "秋茶上新", Platform.OTHER, starts, starts.plus(Duration.ofHours(1)), null, "", 30, "开播了", 24);
        return context.getBean(LiveSessions.class).create(draft, List.of(guide));
    }

    private long plan(Set<Long> sessions) {
        long id = plans.create(
                "直播后关怀" + RandomCode.letters(6),
                new Trigger.ByLive(sessions),
                List.of(new Step.Wait("w", 60, null, "end"), new Step.End("end")));
        plans.publish(id);
        return id;
    }

    private CustomerId person(boolean friend) {
        CustomerId customer = Objects.requireNonNull(transaction.execute(status -> customers.findOrCreate(
                List.of(Identity.externalUserId("wm" + RandomCode.letters(20))), Profile.UNKNOWN, clock.instant())));
        if (friend) {
            jdbc.sql("""
                    insert into relation_follow (customer_id, staff_id, external_userid, wecom_userid, state, first_added_at,
                        first_add_way, added_at, latest_add_way, reopened, remark)
                    values (:customer, :staff, 'e', 'u', 'FOLLOWING', :at, 0, :at, 0, 1, '')""")
                    .param("customer", customer.value())
                    .param("staff", guide.value())
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
        return customer;
    }

    private void over(long session, CustomerId customer, Instant at) {
        timeline.record(new LiveOver(customer, guide, session, true, at).activity("秋茶上新"));
    }

    private List<Long> entered(long plan) {
        await().until(() -> cursors.advance(trigger) == 0 && cursors.lag(trigger) == 0);
        return jdbc.sql("select customer_id from sop_enrolment where plan_id = :plan order by id")
                .param("plan", plan)
                .query(Long.class)
                .list();
    }
}
