package io.siyu.gateway.wecom.inbox;

import io.siyu.foundation.database.Lane;
import io.siyu.foundation.job.PolledWork;
import io.siyu.foundation.job.Pollers;
import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.InboxStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes callbacks in: one after the other within a relation, step by step within a callback. What waits is taken in together, in one
 * transaction, so that what many ask for is asked once and many are one commit; what fails in company is tried by itself.
 */
@Component
class OrderedLane implements PolledWork {

    static final String NAME = "wecom.inbox";

    private static final Logger log = LoggerFactory.getLogger(OrderedLane.class);
    private static final int MOST_TOGETHER = 8;

    /** Two transactions with the same people in them take them in the same order. */
    private static final Comparator<Inbox.Claimed> ORDER = Comparator.<Inbox.Claimed, String>comparing(
                    row -> Objects.requireNonNullElse(row.callback().externalUserId(), ""))
            .thenComparing(row -> row.callback().id());

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
        return 8;
    }

    /** What comes in on this node rings the bell; this is for retries, and for what another node left behind. */
    @Override
    public Duration pause() {
        return Duration.ofMillis(500);
    }

    @Override
    public boolean workOnce() {
        List<Inbox.Claimed> rows = inbox.claim(MOST_TOGETHER);
        if (rows.size() == MOST_TOGETHER) {
            // There may be more: let a sibling look.
            pollers.ifAvailable(all -> all.wake(NAME));
        }
        List<Inbox.Claimed> fresh = rows.stream().filter(Inbox.Claimed::fresh).toList();
        // Whoever has cost most lives comes last.
        List<Inbox.Claimed> troubled = rows.stream()
                .filter(row -> !row.fresh())
                .sorted(Comparator.comparing(Inbox.Claimed::interruptions))
                .toList();
        if (!troubled.isEmpty() && rows.size() > 1) {
            inbox.notBegun(troubled);
        }
        if (!fresh.isEmpty()) {
            together(fresh);
        }
        for (Inbox.Claimed row : troubled) {
            inbox.begin(row);
            alone(row);
        }
        return !rows.isEmpty();
    }

    /** Nearly always nothing fails, and one transaction is enough for everything. When something does, nothing is done. */
    private void together(List<Inbox.Claimed> rows) {
        List<Course> courses = prepared(rows);
        try {
            if (courses.isEmpty() || commit(courses)) {
                return;
            }
        } catch (RuntimeException e) {
            if (courses.size() == 1) {
                failed(courses.getFirst(), e);
                return;
            }
            log.info("{} callbacks are taken in one by one: {}", courses.size(), Failure.describe(e));
        }
        courses.forEach(course -> alone(course.row));
    }

    /** @return false when somebody has taken one of the rows over, and nothing is done */
    private boolean commit(List<Course> courses) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            courses.forEach(Course::run);
            boolean ours = inbox.finish(courses.stream().map(Course::finished).toList());
            if (!ours) {
                status.setRollbackOnly();
            }
            return ours;
        }));
    }

    private void alone(Inbox.Claimed row) {
        if (row.interruptions() > MOST_INTERRUPTIONS) {
            stop(row);
            return;
        }
        Course course = new Course(row);
        try {
            if (row.attempt() == 1 && row.done().isEmpty()) {
                course.prepare(steps.inOrder());
                commit(List.of(course));
            } else {
                stepByStep(course);
            }
        } catch (RuntimeException e) {
            failed(course, e);
        }
    }

    /** The platform is asked about all of them at once. Those about which it cannot be asked now have failed, and are not in the answer. */
    private List<Course> prepared(List<Inbox.Claimed> rows) {
        List<Course> courses = rows.stream().sorted(ORDER).map(Course::new).toList();
        Map<Course, RuntimeException> failures = new ConcurrentHashMap<>();
        Map<String, String> logged = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("wecom-prepare-", 0).factory())) {
            List<Future<?>> all = new ArrayList<>();
            for (Course course : courses) {
                all.add(threads.submit(() -> Lane.JOBS.run(() -> {
                    MDC.setContextMap(logged);
                    try {
                        course.prepare(steps.inOrder());
                    } catch (RuntimeException e) {
                        failures.put(course, e);
                    }
                })));
            }
            all.forEach(OrderedLane::await);
        }
        failures.forEach(this::failed);
        return courses.stream().filter(course -> !failures.containsKey(course)).toList();
    }

    /** An error is a worker's death, and not the failure of a callback. */
    private static void await(Future<?> thread) {
        try {
            thread.get();
        } catch (ExecutionException e) {
            throw new Error("a worker died", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    /** How far an attempt got. */
    private static final class Course {

        final Inbox.Claimed row;
        final List<String> done;
        private final Map<String, Runnable> effects = new LinkedHashMap<>();
        String step = "";

        Course(Inbox.Claimed row) {
            this.row = row;
            this.done = new ArrayList<>(row.done());
        }

        void prepare(List<InboxStep> steps) {
            for (InboxStep one : steps) {
                step = one.name();
                if (one.wants(row.callback())) {
                    effects.put(one.name(), one.prepare(row.callback()));
                }
            }
        }

        void run() {
            effects.forEach((name, effect) -> {
                step = name;
                effect.run();
                done.add(name);
            });
        }

        Inbox.Finished finished() {
            return new Inbox.Finished(row, done);
        }
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
        inbox.finish(List.of(course.finished()));
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

    private void failed(Course course, RuntimeException failure) {
        Inbox.Claimed row = course.row;
        String step = course.step;
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
