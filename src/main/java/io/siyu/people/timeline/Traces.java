package io.siyu.people.timeline;

import io.siyu.foundation.job.PolledWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Collects traces and writes them together each second. What does not fit any more is dropped: a trace must never slow a visitor. */
@Component
class Traces implements PolledWork, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Traces.class);
    private static final int WAITING = 50_000;
    private static final int BATCH = 500;
    /** The same order in every batch, so that two nodes that write for the same people do not lock each other out. */
    private static final Comparator<Activity> ORDER = Comparator.comparingLong(
                    (Activity activity) -> activity.customer().value())
            .thenComparing(Activity::type)
            .thenComparing(Activity::occurredAt);

    private final BlockingQueue<Activity> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Activities activities;
    private final TransactionTemplate transaction;

    Traces(Activities activities, TransactionTemplate transaction) {
        this.activities = activities;
        this.transaction = transaction;
    }

    void add(Activity activity) {
        if (!waiting.offer(activity)) {
            log.debug("A trace was dropped: too many are waiting");
        }
    }

    @Override
    public String name() {
        return "timeline.traces";
    }

    @Override
    public boolean workOnce() {
        List<Activity> batch = new ArrayList<>();
        if (waiting.drainTo(batch, BATCH) == 0) {
            return false;
        }
        batch.sort(ORDER);
        transaction.executeWithoutResult(status -> batch.forEach(activities::write));
        return batch.size() == BATCH;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void destroy() {
        while (workOnce()) {
            log.debug("Writing the last traces");
        }
    }
}
