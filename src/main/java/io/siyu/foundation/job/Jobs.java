package io.siyu.foundation.job;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Where long work is handed over: it is done after the caller's transaction, by any node, and seen by who started it. */
@Component
public class Jobs {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final CurrentOperator operator;
    private final Clock clock;
    private final ObjectProvider<Pollers> pollers;

    Jobs(JdbcClient jdbc, JsonMapper json, CurrentOperator operator, Clock clock, ObjectProvider<Pollers> pollers) {
        this.jdbc = jdbc;
        this.json = json;
        this.operator = operator;
        this.clock = clock;
        this.pollers = pollers;
    }

    /**
     * Asks for a job in the name of the present operator, or of the system where there is none.
     *
     * @param kind which {@link JobWork} does it
     * @param parameters what {@link JobWork#next} is given
     * @param title what people call it: "导出客户"
     * @return its number
     */
    @Transactional
    public long start(String kind, Object parameters, String title) {
        Optional<Operator> who = operator.find();
        long id = jdbc.sql("""
                insert into job_job (kind, title, parameters, user_id, user_name, queued_at, due_at)
                values (:kind, :title, :parameters::jsonb, :user, :name, :now, :now) returning id""")
                .param("kind", kind)
                .param("title", title)
                .param("parameters", json.writeValueAsString(parameters))
                .param("user", who.map(Operator::userId).orElse(null))
                .param("name", who.map(Operator::name).orElse("system"))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        wakeAfterCommit();
        return id;
    }

    /** Stops it after the batch that is being done. Answers whether there was something to stop. */
    @Transactional
    boolean cancel(long id) {
        return jdbc.sql("""
                update job_job set state = 'CANCELLED', finished_at = :now
                where id = :id and state in ('QUEUED', 'RUNNING')""")
                        .param("id", id)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Goes on after the last batch that was done. Answers whether it had stopped before its end. */
    @Transactional
    boolean resume(long id) {
        int resumed = jdbc.sql("""
                update job_job set state = 'QUEUED', failures = 0, error = null, finished_at = null, due_at = :now
                where id = :id and state in ('FAILED', 'CANCELLED')""")
                .param("id", id)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        wakeAfterCommit();
        return resumed == 1;
    }

    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                pollers.ifAvailable(all -> all.wake(JobWorker.NAME));
            }
        });
    }
}
