package io.siyu.foundation.job;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.KnownOperators;
import io.siyu.shared.DomainException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Does the next batch of a waiting job, on whichever node is free. */
@Component
class JobWorker implements PolledWork {

    static final String NAME = "job.worker";

    private static final Logger log = LoggerFactory.getLogger(JobWorker.class);
    private static final int TRIES = 5;
    private static final Duration LATER = Duration.ofSeconds(5);

    private final JobRows rows;
    private final ObjectProvider<JobWork<?, ?>> works;
    private final CurrentOperator operator;
    private final KnownOperators operators;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final String node = ManagementFactory.getRuntimeMXBean().getName();

    JobWorker(
            JobRows rows,
            ObjectProvider<JobWork<?, ?>> works,
            CurrentOperator operator,
            KnownOperators operators,
            TransactionTemplate transaction,
            JsonMapper json) {
        this.rows = rows;
        this.works = works;
        this.operator = operator;
        this.operators = operators;
        this.transaction = transaction;
        this.json = json;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public int threads() {
        return 2;
    }

    /** Kinds that this node does not know are left to one that does: it may be of a newer version. */
    @Override
    public boolean workOnce() {
        Map<String, JobWork<?, ?>> known = works.stream().collect(Collectors.toMap(JobWork::kind, Function.identity()));
        if (known.isEmpty()) {
            return false;
        }
        return rows.waiting(known.keySet()).stream().anyMatch(id -> batch(id, known));
    }

    private boolean batch(long id, Map<String, JobWork<?, ?>> known) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                Optional<JobRows.Due> due = rows.take(id);
                due.ifPresent(job -> rows.advance(id, inTheNameOf(job, known), node));
                return due.isPresent();
            }));
        } catch (RuntimeException e) {
            boolean refused = e instanceof DomainException;
            boolean over = rows.failed(id, LATER, refused ? 1 : TRIES, JobRows.failureOf(e));
            log.warn("A batch of job {} failed{}", id, over ? ", the job is given up" : " and is tried again", e);
            return true;
        }
    }

    private Batch<?> inTheNameOf(JobRows.Due job, Map<String, JobWork<?, ?>> known) {
        JobWork<?, ?> work = known.get(job.kind());
        if (work == null) {
            throw new IllegalStateException("no work of kind " + job.kind());
        }
        Long userId = job.userId();
        if (userId == null) {
            return next(work, job);
        }
        return operators
                .byUserId(userId)
                .map(who -> operator.as(who, () -> next(work, job)))
                .orElseThrow(() -> DomainException.forbidden("job.starter_gone"));
    }

    private <P, C> Batch<C> next(JobWork<P, C> work, JobRows.Due job) {
        ResolvableType types =
                ResolvableType.forClass(AopUtils.getTargetClass(work)).as(JobWork.class);
        P parameters = read(job.parameters(), types.getGeneric(0));
        @Nullable String kept = job.checkpoint();
        return work.next(parameters, kept == null ? null : read(kept, types.getGeneric(1)));
    }

    private <T> T read(String text, ResolvableType type) {
        return json.readValue(text, json.constructType(type.getType()));
    }
}
