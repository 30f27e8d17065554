package io.siyu.reach.sop;

import io.siyu.shared.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Effects that wait to be done. */
@Component
class EffectRows {

    private static final int MOST_ATTEMPTS = 10;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    EffectRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    record Due(long id, CustomerId customer) {}

    /** @param reason why the customer is in the plan */
    record Pending(
            long id,
            long enrolmentId,
            long planId,
            String planName,
            CustomerId customer,
            String reason,
            Step step,
            int visit,
            int attempts,
            Instant createdAt) {

        /** Unique for ever: the same effect done again is the same thing to whoever does it. */
        String key() {
            return "sop:" + enrolmentId + ":" + step.id() + ":" + visit;
        }
    }

    /** One of a running plan that is due and that nobody is at just now, as it seems. Outside a transaction: nothing stays locked. */
    Optional<Due> next(Instant now) {
        return jdbc.sql("""
                select f.id, e.customer_id from sop_effect f join sop_enrolment e on e.id = f.enrolment_id
                join sop_plan p on p.id = e.plan_id
                where f.state = 'PENDING' and f.due_at <= :now and p.state = 'RUNNING'
                order by f.due_at, f.id limit 1 for update of f skip locked""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Due(row.getLong("id"), new CustomerId(row.getLong("customer_id"))))
                .optional();
    }

    /** Locked until the transaction ends; empty when somebody else took it. The customer must be held before. */
    Optional<Pending> take(long id) {
        return jdbc.sql("""
                select f.id, f.enrolment_id, f.visit, f.step::text as step, f.attempts, f.created_at,
                    e.plan_id, e.customer_id, e.reason, p.name
                from sop_effect f join sop_enrolment e on e.id = f.enrolment_id join sop_plan p on p.id = e.plan_id
                where f.id = :id and f.state = 'PENDING' and p.state = 'RUNNING' for update of f skip locked""").param("id", id).query(this::pending).optional();
    }

    /** @param state DONE, SUPPRESSED or FAILED */
    void finish(long id, String state, String result, Instant now) {
        jdbc.sql("""
                update sop_effect set state = :state, result = :result, finished_at = :now, attempts = attempts + 1
                where id = :id and state = 'PENDING'""")
                .param("id", id)
                .param("state", state)
                .param("result", result)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void later(Pending effect, Instant now) {
        if (effect.attempts() + 1 >= MOST_ATTEMPTS) {
            finish(effect.id(), "FAILED", "sop.effect_failed", now);
            return;
        }
        jdbc.sql("update sop_effect set attempts = attempts + 1, due_at = :due where id = :id and state = 'PENDING'")
                .param("id", effect.id())
                .param("due", now.plusSeconds(15L << effect.attempts()).atOffset(ZoneOffset.UTC))
                .update();
    }

    private Pending pending(ResultSet row, int number) throws SQLException {
        return new Pending(
                row.getLong("id"),
                row.getLong("enrolment_id"),
                row.getLong("plan_id"),
                row.getString("name"),
                new CustomerId(row.getLong("customer_id")),
                row.getString("reason"),
                json.readValue(row.getString("step"), Step.class),
                row.getInt("visit"),
                row.getInt("attempts"),
                row.getTimestamp("created_at").toInstant());
    }
}
