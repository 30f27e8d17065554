package io.siyu.reach.sop;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.reach.sop.PlanRows.Plan;
import io.siyu.reach.sop.Walk.Advanced;
import io.siyu.reach.sop.Walk.Position;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Who is in which plan and where they stand: what {@link Walk} says, kept in the database. */
@Component
class Enrolments {

    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final PlanRows plans;
    private final CustomerDirectory customers;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final BrandZone zone;

    Enrolments(
            JdbcClient jdbc,
            JsonMapper json,
            PlanRows plans,
            CustomerDirectory customers,
            TransactionTemplate transaction,
            Clock clock,
            BrandZone zone) {
        this.jdbc = jdbc;
        this.json = json;
        this.plans = plans;
        this.customers = customers;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Enters the customer, unless they have entered by this key before or are under way in the plan.
     *
     * @param entryKey what makes them enter, once: {@code code:17}
     * @param reason why, for people
     */
    @Transactional
    public boolean enrol(Plan plan, CustomerId person, String entryKey, @Nullable StaffId staff, String reason) {
        CustomerId customer = customers.hold(person);
        Integer version = plan.version();
        if (version == null || !plans.isRunning(plan.id())) {
            return false;
        }
        Graph graph = plans.graph(plan.id(), version);
        Optional<Long> entered = jdbc.sql("""
                insert into sop_enrolment
                    (plan_id, version, customer_id, entry_key, staff_id, reason, state, step_id, visit, entered_at)
                values (:plan, :version, :customer, :key, :staff, :reason, 'ACTIVE', :step, 0, :now)
                on conflict do nothing returning id""")
                .param("plan", plan.id())
                .param("version", version)
                .param("customer", customer.value())
                .param("key", entryKey)
                .param("staff", staff == null ? null : staff.value())
                .param("reason", reason)
                .param("step", graph.first())
                .param("now", now())
                .query(Long.class)
                .optional();
        entered.ifPresent(id -> store(
                id,
                Walk.advance(graph, Position.before(graph), new Walk.Event.Started(), clock.instant(), zone.zone())));
        return entered.isPresent();
    }

    /** Ends what this customer entered until then and is under way in with this guide, or with nobody in particular. */
    @Transactional
    public void exit(CustomerId person, StaffId staff, boolean withoutGuideToo, Instant until, String reason) {
        CustomerId customer = customers.hold(person);
        exit(
                jdbc.sql("""
                        select id from sop_enrolment where customer_id = :customer and state = 'ACTIVE' and entered_at <= :until
                          and (staff_id = :staff or (staff_id is null and :nobody)) order by id for update""")
                        .param("customer", customer.value())
                        .param("until", until.atOffset(ZoneOffset.UTC))
                        .param("staff", staff.value())
                        .param("nobody", withoutGuideToo)
                        .query(Long.class)
                        .list(),
                reason);
    }

    /** What this customer is under way in with one guide goes on with another. */
    void goOnWith(CustomerId customer, StaffId from, StaffId to) {
        jdbc.sql("""
                update sop_enrolment set staff_id = :to
                where customer_id = :customer and staff_id = :from and state = 'ACTIVE'""")
                .param("to", to.value())
                .param("customer", customer.value())
                .param("from", from.value())
                .update();
    }

    void exitAll(long planId, String reason) {
        Integer left = BATCH;
        while (left != null && left == BATCH) {
            left = transaction.execute(status -> exit(
                    jdbc.sql("""
                            select id from sop_enrolment where plan_id = :plan and state = 'ACTIVE'
                            order by id limit :batch for update""")
                            .param("plan", planId)
                            .param("batch", BATCH)
                            .query(Long.class)
                            .list(),
                    reason));
        }
    }

    /** Some at a time, and what is still to be done for those who have finished. @return how many */
    @Transactional
    public int exitStopped(String reason) {
        int exited = exit(jdbc.sql("""
                        select e.id from sop_plan p join sop_enrolment e on e.plan_id = p.id and e.state = 'ACTIVE'
                        where p.state in ('PAUSED', 'ARCHIVED') order by e.id limit :batch for update of e skip locked""").param("batch", BATCH).query(Long.class).list(), reason);
        int cancelled = jdbc.sql("""
                update sop_effect set state = 'CANCELLED', result = :reason, finished_at = :now
                where state = 'PENDING' and id in (
                    select f.id from sop_effect f join sop_enrolment e on e.id = f.enrolment_id join sop_plan p on p.id = e.plan_id
                    where f.state = 'PENDING' and p.state in ('PAUSED', 'ARCHIVED')
                    order by f.id limit :batch for update of f skip locked)""")
                .param("reason", reason)
                .param("now", now())
                .param("batch", BATCH)
                .update();
        return exited + cancelled;
    }

    /** Marks them, takes their timers away and cancels what was still to be done. */
    int exit(List<Long> ids, String reason) {
        if (ids.isEmpty()) {
            return 0;
        }
        jdbc.sql("""
                update sop_enrolment set state = 'EXITED', exit_reason = :reason, finished_at = :now where id in (:ids)""")
                .param("reason", reason)
                .param("now", now())
                .param("ids", ids)
                .update();
        jdbc.sql("delete from sop_timer where enrolment_id in (:ids)")
                .param("ids", ids)
                .update();
        jdbc.sql("""
                update sop_effect set state = 'CANCELLED', result = :reason, finished_at = :now
                where enrolment_id in (:ids) and state = 'PENDING'""")
                .param("reason", reason)
                .param("now", now())
                .param("ids", ids)
                .update();
        return ids.size();
    }

    /** Where they stand now, when their timer goes off, and what is to be done. */
    void store(long id, Advanced advanced) {
        Position position = advanced.position();
        jdbc.sql("""
                update sop_enrolment set step_id = :step, visit = :visit, state = :state,
                    finished_at = case when :state = 'ACTIVE' then null else :now::timestamptz end
                where id = :id""")
                .param("id", id)
                .param("step", position.stepId())
                .param("visit", position.visit())
                .param("state", position.status().name())
                .param("now", now())
                .update();
        setTimer(id, position.dueAt());
        for (Walk.Effect effect : advanced.effects()) {
            jdbc.sql("""
                    insert into sop_effect (enrolment_id, step_id, visit, state, step, created_at, due_at)
                    values (:id, :step, :visit, 'PENDING', :json::jsonb, :now, :now) on conflict do nothing""")
                    .param("id", id)
                    .param("step", effect.step().id())
                    .param("visit", effect.visit())
                    .param("json", json.writerFor(Step.class).writeValueAsString(effect.step()))
                    .param("now", now())
                    .update();
        }
    }

    private void setTimer(long id, @Nullable Instant dueAt) {
        if (dueAt == null) {
            jdbc.sql("delete from sop_timer where enrolment_id = :id")
                    .param("id", id)
                    .update();
            return;
        }
        jdbc.sql("""
                insert into sop_timer (enrolment_id, due_at) values (:id, :due)
                on conflict (enrolment_id) do update set due_at = :due, failures = 0""")
                .param("id", id)
                .param("due", dueAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
