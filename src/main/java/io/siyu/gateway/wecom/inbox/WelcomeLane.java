package io.siyu.gateway.wecom.inbox;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.siyu.foundation.database.Lane;
import io.siyu.foundation.job.PolledWork;
import io.siyu.foundation.job.Pollers;
import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.Greeting;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.gateway.wecom.WeComException.Kind;
import io.siyu.gateway.wecom.WelcomeAttempt;
import io.siyu.gateway.wecom.WelcomeResult;
import io.siyu.gateway.wecom.WelcomeStep;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Greets: every callback with a welcome code at once, beside the ordered lane and before it if need be. What became of a greeting is written
 * down when nobody waits to be greeted, or some seconds later; a process that dies in between finds the row as one that may have been sent.
 */
@Component
class WelcomeLane implements PolledWork {

    static final String NAME = "wecom.welcome";

    private static final Logger log = LoggerFactory.getLogger(WelcomeLane.class);
    private static final Duration CODE_LIVES = Duration.ofSeconds(20);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    /** Once the code is dead there is only the record left to write, and no hurry. */
    private static final Duration MOST_BETWEEN_TRIES = Duration.ofMinutes(1);
    /** For how long what became of a welcome is tried to be written down. */
    private static final Duration RECORDED_WITHIN = Duration.ofHours(6);

    /** Well within the lease of a row that is being sent. */
    private static final Duration UNWRITTEN_AT_MOST = Duration.ofSeconds(10);

    private static final int MOST_TOGETHER = 8;

    /** Two transactions with the same people in them take them in the same order. */
    private static final Comparator<Greeted> ORDER = Comparator.<Greeted, String>comparing(greeted ->
                    Objects.requireNonNullElse(greeted.row().callback().externalUserId(), ""))
            .thenComparing(greeted -> greeted.row().callback().id());

    /** How far the platform's clock may be from ours before we go by our own. */
    private static final Duration BELIEVABLE = Duration.ofMinutes(1);

    private static final Map<WelcomeResult, Timer> LATENCY = new EnumMap<>(WelcomeResult.class);

    static {
        for (WelcomeResult result : WelcomeResult.values()) {
            LATENCY.put(result, latency(result));
        }
    }

    private final WelcomeRows rows;
    private final ObjectProvider<WelcomeStep> steps;
    private final ObjectProvider<Pollers> pollers;
    private final TransactionTemplate transaction;
    private final Deque<Greeted> unwritten = new ConcurrentLinkedDeque<>();

    WelcomeLane(
            WelcomeRows rows,
            ObjectProvider<WelcomeStep> steps,
            ObjectProvider<Pollers> pollers,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.steps = steps;
        this.pollers = pollers;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** They mostly wait for the platform, and hold no connection meanwhile; a burst must be greeted while its codes live. */
    @Override
    public int threads() {
        return 32;
    }

    /** What comes in on this node rings the bell; this is for retries, and for what another node left behind. */
    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    /**
     * Somebody whose greeting is not written down yet.
     *
     * @param at when it came to its end
     */
    private record Greeted(WelcomeRows.Claimed row, Greeting greeting, Instant deadline, Instant at) {}

    @Override
    public boolean workOnce() {
        Optional<WelcomeRows.Claimed> claimed = overdue() ? Optional.empty() : rows.claim();
        if (claimed.isPresent()) {
            // There may be more than one: let a sibling look.
            pollers.ifAvailable(all -> all.wake(NAME));
            welcome(claimed.get());
            return true;
        }
        List<Greeted> some = unwritten(MOST_TOGETHER);
        write(some);
        return !some.isEmpty();
    }

    private List<Greeted> unwritten(int most) {
        return Stream.generate(unwritten::poll)
                .takeWhile(Objects::nonNull)
                .limit(most)
                .toList();
    }

    private boolean overdue() {
        Greeted oldest = unwritten.peek();
        return oldest != null && Duration.between(oldest.at(), rows.now()).compareTo(UNWRITTEN_AT_MOST) >= 0;
    }

    private void welcome(WelcomeRows.Claimed row) {
        Instant deadline = deadline(row.callback());
        boolean inTime = rows.now().isBefore(deadline);
        try {
            Greeting greeting = null;
            for (WelcomeStep step : steps) {
                if (step.wants(row.callback())) {
                    greeting = step.welcome(row.callback(), attempt(row, deadline));
                }
            }
            if (greeting == null) {
                rows.done(row, null);
                return;
            }
            tell(row, greeting.result());
            Greeted greeted = new Greeted(row, greeting, deadline, rows.now());
            if (greeting.result() == WelcomeResult.SENT) {
                unwritten.add(greeted);
            } else {
                write(greeted);
            }
        } catch (RuntimeException e) {
            failed(row, e, inTime, deadline, false);
        }
    }

    /** In one transaction, and one by one when that fails. */
    private void write(List<Greeted> some) {
        if (some.size() > 1) {
            try {
                transaction.executeWithoutResult(status -> {
                    rows.giveWay();
                    some.stream()
                            .sorted(ORDER)
                            .forEach(one -> one.greeting().record().run());
                });
                rows.sent(some.stream().map(Greeted::row).toList());
                return;
            } catch (RuntimeException e) {
                log.info("{} welcomes are written down one by one: {}", some.size(), Failure.describe(e));
            }
        }
        some.forEach(this::write);
    }

    private void write(Greeted greeted) {
        try {
            greeted.greeting().record().run();
            rows.done(greeted.row(), greeted.greeting().result());
        } catch (RuntimeException e) {
            boolean inVain = greeted.greeting().result() == WelcomeResult.NOT_SENT;
            failed(greeted.row(), e, true, greeted.deadline(), inVain);
        }
    }

    /** After the last greeting of this process. */
    @PreDestroy
    void writeTheRest() {
        Lane.JOBS.run(() -> {
            for (List<Greeted> some = unwritten(MOST_TOGETHER); !some.isEmpty(); some = unwritten(MOST_TOGETHER)) {
                write(some);
            }
        });
    }

    private WelcomeAttempt attempt(WelcomeRows.Claimed row, Instant deadline) {
        Instant dies = row.callback().occurredAt().plus(CODE_LIVES);
        Instant certainUntil = dies.isBefore(deadline) ? dies : deadline;
        return new WelcomeAttempt(deadline, certainUntil, row.maybeSent(), () -> rows.sending(row));
    }

    private void tell(WelcomeRows.Claimed row, WelcomeResult result) {
        Timer timer = LATENCY.get(result);
        if (timer != null) {
            timer.record(Duration.between(row.callback().receivedAt(), rows.now()));
        }
    }

    /** From the callback's arrival to its greeting: the guide's words should be there before the customer has looked up. */
    private static Timer latency(WelcomeResult result) {
        return Timer.builder("siyu.welcome.latency")
                .tag("result", result.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20))
                .register(Metrics.globalRegistry);
    }

    /**
     * What began in time is tried again, if only to write down that it became too late; and what failed by our own trouble until its
     * record is written.
     *
     * @param inVain whether the greeting is known not to have been sent, whatever failed afterwards
     */
    private void failed(
            WelcomeRows.Claimed row, RuntimeException failure, boolean inTime, Instant deadline, boolean inVain) {
        Kind kind = failure instanceof WeComException refusal ? refusal.kind() : Kind.UNKNOWN;
        boolean ours = !(failure instanceof WeComException);
        Instant again = ours ? recordedLater(deadline) : inTime && kind != Kind.REFUSED ? soon() : null;
        log.warn(
                "The welcome of callback {} failed{}: {}",
                row.callback().id(),
                again == null ? " for good" : "",
                Failure.describe(failure));
        rows.failed(row, Failure.code(failure), again, inVain || kind != Kind.UNKNOWN);
    }

    private Instant soon() {
        return rows.now().plus(BETWEEN_TRIES);
    }

    /** After the code's death more and more slowly: a database that was away is not to be stormed when it returns. */
    private @Nullable Instant recordedLater(Instant deadline) {
        Instant now = rows.now();
        Duration over = Duration.between(deadline, now);
        if (over.compareTo(RECORDED_WITHIN) >= 0) {
            return null;
        }
        Duration pause = Collections.min(List.of(over.dividedBy(2), MOST_BETWEEN_TRIES));
        return now.plus(Collections.max(List.of(pause, BETWEEN_TRIES)));
    }

    /** By the platform's time where that can be; else from the arrival on, for if only the clocks differ the code lives. */
    private static Instant deadline(Callback callback) {
        Instant received = callback.receivedAt();
        Instant occurred = callback.occurredAt();
        boolean believable = Duration.between(occurred, received).abs().compareTo(BELIEVABLE) < 0;
        Instant begun = believable && occurred.isBefore(received) ? occurred : received;
        return begun.plus(CODE_LIVES);
    }
}
