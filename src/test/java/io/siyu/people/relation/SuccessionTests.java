package io.siyu.people.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.customer.Purpose;
import io.siyu.people.relation.HandoverFixtures.Friend;
import io.siyu.people.relation.HandoverFixtures.Guide;
import io.siyu.reach.outreach.Outreach;
import io.siyu.reach.outreach.Touch;
import io.siyu.sandbox.SandboxTest;
import io.siyu.shared.RandomCode;
import io.siyu.testing.MovableClock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What was to be done by the one is to be done by the other. */
@SandboxTest
class SuccessionTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Successions successions;

    @Autowired
    Outreach outreach;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Test
    void open_tasks_and_running_plans_go_on_with_the_new_guide() {
        HandoverFixtures fixtures = new HandoverFixtures(context);
        Guide from = fixtures.guide("旧导购", null);
        Guide to = fixtures.guide("新导购", null);
        Friend friend = fixtures.friends(from, 1).getFirst();
        String key = "test:" + RandomCode.letters(12);
        outreach.propose(new Touch(friend.id(), null, Purpose.SERVICE, Touch.Kind.GUIDE_TASK, "请回访", "到店一周", key));
        long enrolment = enrolled(friend, from);

        transaction.executeWithoutResult(status -> successions.happened(new Successions.Succession(
                friend.id(), from.id(), to.id(), friend.externalUserId(), clock.instant(), null)));

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(guideOf("select staff_id from outreach_touch where dedupe_key = '" + key + "'"))
                    .isEqualTo(to.id().value());
            assertThat(guideOf("select staff_id from sop_enrolment where state = 'ACTIVE' and id = " + enrolment))
                    .isEqualTo(to.id().value());
        });
        forget(enrolment);
    }

    private long enrolled(Friend friend, Guide guide) {
        return jdbc.sql("""
                with plan as (insert into sop_plan (name, state, trigger, steps, version, published_at, created_at)
                    values ('新客', 'DRAFT', '{}', '[]', 1, :now, :now) returning id),
                version as (insert into sop_version (plan_id, version, trigger, steps, published_at)
                    select id, 1, '{}', '[]', :now from plan returning plan_id)
                insert into sop_enrolment (plan_id, version, customer_id, entry_key, staff_id, reason, state, step_id, visit,
                    entered_at)
                select plan_id, 1, :customer, 'test', :staff, '', 'ACTIVE', 'wait', 1, :now from version returning id""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("customer", friend.id().value())
                .param("staff", guide.id().value())
                .query(Long.class)
                .single();
    }

    /** It is a plan by its rows only; nobody else is to read it. */
    private void forget(long enrolment) {
        long plan = jdbc.sql("delete from sop_enrolment where id = :id returning plan_id")
                .param("id", enrolment)
                .query(Long.class)
                .single();
        jdbc.sql("delete from sop_version where plan_id = :id")
                .param("id", plan)
                .update();
        jdbc.sql("delete from sop_plan where id = :id").param("id", plan).update();
    }

    private long guideOf(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
