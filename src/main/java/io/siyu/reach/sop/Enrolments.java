package io.siyu.reach.sop;

import io.siyu.reach.sop.PlanRows.Plan;
import io.siyu.reach.sop.Walk.Advanced;
import io.siyu.reach.sop.Walk.Position;
import io.siyu.reach.sop.Walk.Status;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final BrandZone zone;

    Enrolments(
            JdbcClient jdbc,
            JsonMapper json,
            PlanRows plans,
            TransactionTemplate transaction,
            Clock clock,
            BrandZone zone) {
        this.jdbc = jdbc;
        this.json = json;
        this.plans = plans;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    /** @param dueAt when their timer goes off */
    private record Waiting(long id, long planId, int version, String stepId, int visit, Instant dueAt) {}

    /**
     * Enters the customer, unless they have entered by this key before or are under way in the plan.
     *
     * @param entryKey what makes them enter, once: {@code code:17}
     * @param reason why, for people
     */
    @Transactional
    public boolean enrol(Plan plan, CustomerId customer, String entryKey, @Nullable StaffId staff, String reason) {
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

    /** Moves on those whose timers went off, some at a time. @return how many */
    @Transactional
    public int advanceDue() {
        List<Waiting> due =
                jdbc.sql("""
                select e.id, e.plan_id, e.version, e.step_id, e.visit, t.due_at from sop_timer t
                join sop_enrolment e on e.id = t.enrolment_id
                where t.due_at <= :now order by t.due_at limit 100 for update of t, e skip locked""").param("now", now()).query(Enrolments::waiting).list();
        for (Waiting one : due) {
            Position position = new Position(one.stepId(), one.visit(), one.dueAt(), Status.ACTIVE);
            store(
                    one.id(),
                    Walk.advance(
                            plans.graph(one.planId(), one.version()),
                            position,
                            new Walk.Event.TimerDue(one.stepId(), one.visit()),
                            clock.instant(),
                            zone.zone()));
        }
        return due.size();
    }

    /** Ends what this customer is under way in with this guide, or with nobody in particular. */
    @Transactional
    public void exit(CustomerId customer, StaffId staff, boolean withoutGuideToo, String reason) {
        exit(
                jdbc.sql("""
                        select id from sop_enrolment where customer_id = :customer and state = 'ACTIVE'
                          and (staff_id = :staff or (staff_id is null and :nobody)) order by id for update""")
                        .param("customer", customer.value())
                        .param("staff", staff.value())
                        .param("nobody", withoutGuideToo)
                        .query(Long.class)
                        .list(),
                reason);
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

    private void store(long id, Advanced advanced) {
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
                on conflict (enrolment_id) do update set due_at = :due""")
                .param("id", id)
                .param("due", dueAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        return new Waiting(
                row.getLong("id"),
                row.getLong("plan_id"),
                row.getInt("version"),
                row.getString("step_id"),
                row.getInt("visit"),
                row.getTimestamp("due_at").toInstant());
    }
}
