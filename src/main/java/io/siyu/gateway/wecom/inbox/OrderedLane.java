package io.siyu.gateway.wecom.inbox;

import io.siyu.foundation.job.PolledWork;
import io.siyu.foundation.job.Pollers;
import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.InboxStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes callbacks in: one after the other within a relation, step by step within a callback. */
@Component
class OrderedLane implements PolledWork {

    static final String NAME = "wecom.inbox";

    private static final Logger log = LoggerFactory.getLogger(OrderedLane.class);

    /** How long to wait after the first failure, the second, …; after the last one the row is a dead letter. */
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2));

    /**
     * A worker that dies says nothing about the callback, so this is far more than a bad night has crashes that meet the same row. But one
     * that brings down whoever touches it is stopped.
     */
    static final int MOST_INTERRUPTIONS = 20;

    private final Inbox inbox;
    private final Steps steps;
    private final TransactionTemplate transaction;
    private final ObjectProvider<Pollers> pollers;

    OrderedLane(Inbox inbox, Steps steps, TransactionTemplate transaction, ObjectProvider<Pollers> pollers) {
        this.inbox = inbox;
        this.steps = steps;
        this.transaction = transaction;
        this.pollers = pollers;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** They mostly wait for the platform, and hold no connection meanwhile. */
    @Override
    public int threads() {
        return 16;
    }

    /** What comes in on this node rings the bell; this is for retries, and for what another node left behind. */
    @Override
    public Duration pause() {
        return Duration.ofMillis(500);
    }

    @Override
    public boolean workOnce() {
        Optional<Inbox.Claimed> claimed = inbox.claim();
        claimed.ifPresent(row -> {
            pollers.ifAvailable(all -> all.wake(NAME));
            takeIn(row);
        });
        return claimed.isPresent();
    }

    private void takeIn(Inbox.Claimed row) {
        if (row.interruptions() > MOST_INTERRUPTIONS) {
            stop(row);
            return;
        }
        Course course = new Course(row);
        try {
            if (row.attempt() == 1 && row.done().isEmpty()) {
                atOnce(course);
            } else {
                stepByStep(course);
            }
        } catch (RuntimeException e) {
            failed(course.step, row, e);
        }
    }

    /** How far an attempt got. */
    private static final class Course {

        final Inbox.Claimed row;
        final List<String> done;
        String step = "";

        Course(Inbox.Claimed row) {
            this.row = row;
            this.done = new ArrayList<>(row.done());
        }
    }

    /** Nearly always nothing fails, and one transaction is enough for everything. When something does, nothing is done. */
    private void atOnce(Course course) {
        Callback callback = course.row.callback();
        Map<String, Runnable> effects = new LinkedHashMap<>();
        for (InboxStep step : steps.inOrder()) {
            course.step = step.name();
            if (step.wants(callback)) {
                effects.put(step.name(), step.prepare(callback));
            }
        }
        transaction.executeWithoutResult(status -> {
            effects.forEach((name, effect) -> {
                course.step = name;
                effect.run();
                course.done.add(name);
            });
            if (!inbox.finish(course.row, course.done)) {
                status.setRollbackOnly();
            }
        });
    }

    /** After a failure each step stands for itself, so that what can be taken in is, whatever the others do. */
    private void stepByStep(Course course) {
        Callback callback = course.row.callback();
        for (InboxStep step : steps.inOrder()) {
            course.step = step.name();
            if (step.wants(callback) && !course.done.contains(step.name())) {
                run(step, course.row);
                course.done.add(step.name());
            }
        }
        inbox.finish(course.row, course.done);
    }

    /** Nobody lived to tell which step it was; the first one that is not done is the one to look at. */
    private void stop(Inbox.Claimed row) {
        String suspect = steps.inOrder().stream()
                .map(InboxStep::name)
                .filter(name -> !row.done().contains(name))
                .findFirst()
                .orElse("");
        log.error(
                "Callback {} is given up: {} workers died over it, the last in or after {}",
                row.callback().id(),
                row.interruptions(),
                suspect);
        inbox.fail(row, suspect, "INTERRUPTED", null);
    }

    private void run(InboxStep step, Inbox.Claimed row) {
        Runnable effect = step.prepare(row.callback());
        transaction.executeWithoutResult(status -> {
            if (inbox.markStep(row, step.name())) {
                effect.run();
            }
        });
    }

    private void failed(String step, Inbox.Claimed row, RuntimeException failure) {
        boolean last = row.attempt() > WAITS.size();
        Instant again = last ? null : inbox.now().plus(WAITS.get(row.attempt() - 1));
        if (last) {
            log.error(
                    "Step {} of callback {} failed for the last time",
                    step,
                    row.callback().id(),
                    failure);
        } else {
            log.warn(
                    "Step {} of callback {}, attempt {}: {}",
                    step,
                    row.callback().id(),
                    row.attempt(),
                    Failure.describe(failure));
        }
        inbox.fail(row, step, Failure.code(failure), again);
    }
}
