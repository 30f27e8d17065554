package io.siyu.reach.sop;

import io.siyu.reach.sop.Walk.Position;
import io.siyu.reach.sop.Walk.Status;
import io.siyu.shared.BrandZone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The waits that are over. */
@Component
class Timers {

    private static final String DUE = """
            select e.id, e.plan_id, e.version, e.step_id, e.visit, t.due_at from sop_timer t
            join sop_enrolment e on e.id = t.enrolment_id join sop_plan p on p.id = e.plan_id
            where t.due_at <= :now and p.state = 'RUNNING'""";

    private final JdbcClient jdbc;
    private final PlanRows plans;
    private final Enrolments enrolments;
    private final Clock clock;
    private final BrandZone zone;

    Timers(JdbcClient jdbc, PlanRows plans, Enrolments enrolments, Clock clock, BrandZone zone) {
        this.jdbc = jdbc;
        this.plans = plans;
        this.enrolments = enrolments;
        this.clock = clock;
        this.zone = zone;
    }

    /** Where somebody waits, and until when. */
    private record Waiting(long id, long planId, int version, Position position) {}

    List<Long> due(int most) {
        return jdbc.sql("select id from (" + DUE + " order by t.due_at limit :most) as due")
                .param("now", now())
                .param("most", most)
                .query(Long.class)
                .list();
    }

    /** Moves these on, in the caller's transaction; who is no longer due, or in somebody else's hands, is left alone. @return how many went on */
    int advance(List<Long> ids) {
        List<Waiting> due = jdbc.sql(DUE + " and e.id in (:ids) order by e.id for update of t, e skip locked")
                .param("now", now())
                .param("ids", ids)
                .query(Timers::waiting)
                .list();
        for (Waiting one : due) {
            Position position = one.position();
            enrolments.store(
                    one.id(),
                    Walk.advance(
                            plans.graph(one.planId(), one.version()),
                            position,
                            new Walk.Event.TimerDue(position.stepId(), position.visit()),
                            clock.instant(),
                            zone.zone()));
        }
        return due.size();
    }

    /** Tried again after a minute, two, four, … and then every hour. */
    void later(long id) {
        jdbc.sql("""
                update sop_timer set failures = failures + 1, due_at = :now::timestamptz + least(60, power(2, failures)) * interval '1 minute'
                where enrolment_id = :id and due_at <= :now""").param("id", id).param("now", now()).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        return new Waiting(
                row.getLong("id"),
                row.getLong("plan_id"),
                row.getInt("version"),
                new Position(
                        row.getString("step_id"),
                        row.getInt("visit"),
                        row.getTimestamp("due_at").toInstant(),
                        Status.ACTIVE));
    }
}
