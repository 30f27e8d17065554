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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** How many ask the platform at once, whoever's bundle they are in. */
    private final Semaphore asking = new Semaphore(16);

    private final AtomicInteger turns = new AtomicInteger();
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

    /** Those that failed take turns with those that never did, so that neither waits for all of the others. */
    @Override
    public boolean workOnce() {
        boolean troubledFirst = turns.incrementAndGet() % 4 == 0;
        return troubledFirst ? troubled() || fresh() : fresh() || troubled();
    }

    private boolean fresh() {
        List<Inbox.Claimed> rows = inbox.claim(MOST_TOGETHER);
        if (rows.size() == MOST_TOGETHER) {
            // There may be more: let a sibling look.
            pollers.ifAvailable(all -> all.wake(NAME));
        }
        if (!rows.isEmpty()) {
            together(rows);
        }
        return !rows.isEmpty();
    }

    private boolean troubled() {
        Optional<Inbox.Claimed> row = inbox.claimTroubled();
        row.ifPresent(one -> {
            pollers.ifAvailable(all -> all.wake(NAME));
            alone(one);
        });
        return row.isPresent();
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
        courses.stream().map(course -> course.row).filter(inbox::begin).forEach(this::alone);
    }

    /** @return false when somebody has taken one of the rows over, and nothing is done */
    private boolean commit(List<Course> courses) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (courses.size() > 1) {
                inbox.giveWay();
            }
            courses.forEach(Course::run);
            boolean ours = inbox.finish(courses.stream()
                    .map(Course::finished)
                    .sorted(Comparator.comparing(one -> one.claimed().callback().id()))
                    .toList());
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
                    asking.acquireUninterruptibly();
                    try {
                        course.prepare(steps.inOrder());
                    } catch (RuntimeException e) {
                        failures.put(course, e);
                    } finally {
                        asking.release();
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
