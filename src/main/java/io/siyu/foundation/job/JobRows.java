package io.siyu.foundation.job;

import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Jobs as the worker reads and writes them. */
@Component
class JobRows {

    private static final int LOOKED_AT = 20;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    JobRows(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    record Due(
            long id,
            String kind,
            String parameters,
            @Nullable String checkpoint,
            @Nullable Long userId) {}

    /** Why a job failed: the key of a sentence and what it says. */
    record Failure(String code, List<Object> arguments) {}

    /** Waiting jobs; who waited longest since his last batch comes first, so that a short job is not kept by a long one. */
    List<Long> waiting(Collection<String> kinds) {
        return jdbc.sql("""
                select id from job_job where state in ('QUEUED', 'RUNNING') and due_at <= :now and kind in (:kinds)
                order by coalesce(worked_at, queued_at), id limit :limit""")
                .param("now", now())
                .param("kinds", kinds)
                .param("limit", LOOKED_AT)
                .query(Long.class)
                .list();
    }

    /**
     * Takes the job for this transaction, unless another one has it. PostgreSQL gives the lock back when the transaction ends, also by
     * the death of its node; a node that vanished without a word is taken for dead after a minute.
     */
    Optional<Due> take(long id) {
        boolean taken = jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('job_job', :id))")
                .param("id", id)
                .query(Boolean.class)
                .single();
        if (!taken) {
            return Optional.empty();
        }
        jdbc.sql("set local idle_in_transaction_session_timeout = '60s'").update();
        return jdbc.sql("""
                select id, kind, parameters::text, checkpoint::text, user_id from job_job
                where id = :id and state in ('QUEUED', 'RUNNING') and due_at <= :now""")
                .param("id", id)
                .param("now", now())
                .query((row, number) -> new Due(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getString("parameters"),
                        row.getString("checkpoint"),
                        row.getObject("user_id", Long.class)))
                .optional();
    }

    /** Cancelled meanwhile, it stays so, with this batch done. What was asked for is forgotten at the end: it may name a person. */
    void advance(long id, Batch<?> batch, String node) {
        JobResult result = batch.result();
        jdbc.sql("""
                update job_job set
                    state = case when :last then 'DONE' when state = 'CANCELLED' then state else 'RUNNING' end,
                    parameters = case when :last then '{}' else parameters end,
                    checkpoint = :checkpoint::jsonb, done = greatest(done, :done), total = :total::bigint,
                    result = :result::jsonb, failures = 0, error = null, worked_at = :now, worked_by = :node,
                    started_at = coalesce(started_at, :now),
                    finished_at = case when :last or state = 'CANCELLED' then :now end
                where id = :id""")
                .param("last", result != null)
                .param("checkpoint", batch.checkpoint() == null ? null : json.writeValueAsString(batch.checkpoint()))
                .param("done", batch.done())
                .param("total", batch.total())
                .param("result", result == null ? null : json.writeValueAsString(result))
                .param("now", now())
                .param("node", node)
                .param("id", id)
                .update();
    }

    /** Tried again a little later each time, and given up after {@code most} times in a row. Answers whether it was given up. */
    boolean failed(long id, Duration later, int most, Failure failure) {
        return jdbc.sql("""
                update job_job set failures = failures + 1, error = :error::jsonb,
                    due_at = :now + failures * :later * interval '1 second',
                    state = case when failures + 1 >= :most then 'FAILED' else 'RUNNING' end,
                    started_at = coalesce(started_at, :now),
                    finished_at = case when failures + 1 >= :most then :now end
                where id = :id and state in ('QUEUED', 'RUNNING') returning state = 'FAILED'""")
                .param("error", json.writeValueAsString(failure))
                .param("now", now())
                .param("later", later.toSeconds())
                .param("most", most)
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    static Failure failureOf(RuntimeException e) {
        return e instanceof DomainException refusal
                ? new Failure(refusal.code(), refusal.arguments())
                : new Failure("job.failed_unexpectedly", List.of());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
