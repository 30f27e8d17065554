package io.siyu.gateway.wecom.reconcile;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.Contacts;
import io.siyu.gateway.wecom.KnownFriendships;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.gateway.wecom.reconcile.Runs.Claimed;
import io.siyu.gateway.wecom.reconcile.Runs.Guide;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes through the guides and their friends, one page at a time, and then through the groups: asks outside of a transaction, and writes what the page showed together
 * with where it stands. The first taking in of a brand's friends is the same thing with more to find.
 */
@Component
class Reconciliation implements PolledWork {

    static final String NAME = "wecom.reconciliation";

    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

    /** So many lost callbacks are in the inbox at once, for genuine ones come after them. */
    private static final int MOST_WAITING = 200;

    private static final Duration A_MOMENT = Duration.ofMillis(300);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final Runs runs;
    private final Contacts contacts;
    private final Comparison comparison;
    private final GroupComparison groups;
    private final LostCallbacks lost;
    private final List<KnownFriendships> known;
    private final TransactionTemplate transaction;

    Reconciliation(
            Runs runs,
            Contacts contacts,
            Comparison comparison,
            GroupComparison groups,
            LostCallbacks lost,
            List<KnownFriendships> known,
            TransactionTemplate transaction) {
        this.runs = runs;
        this.contacts = contacts;
        this.comparison = comparison;
        this.groups = groups;
        this.lost = lost;
        this.known = List.copyOf(known);
        this.transaction = transaction;
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
    public boolean workOnce() {
        Optional<Claimed> run = runs.claim();
        if (run.isEmpty()) {
            return false;
        }
        try {
            Duration pause = CallLane.BULK.call(() -> work(run.get()));
            runs.release(run.get(), pause, null);
            return pause.isZero();
        } catch (WeComException e) {
            log.info("The reconciliation {} waits: {}", run.get().id(), e.getMessage());
            runs.release(run.get(), pauseAfter(run.get()), e.word());
            return false;
        } catch (RuntimeException e) {
            runs.release(run.get(), pauseAfter(run.get()), "ERROR");
            throw e;
        }
    }

    /** @return how long to wait until the next piece */
    private Duration work(Claimed run) {
        if (!run.listed()) {
            List<String> guides = contacts.followUsers();
            transaction.executeWithoutResult(status -> runs.list(run, guides));
            return Duration.ZERO;
        }
        if (lost.enough(MOST_WAITING)) {
            lost.wake();
            return A_MOMENT;
        }
        Optional<Guide> guide = runs.next(run);
        if (guide.isEmpty()) {
            groups(run);
        } else if (known.stream()
                .anyMatch(one -> one.employee(guide.get().userId()).isEmpty())) {
            runs.done(guide.get(), "UNKNOWN_EMPLOYEE");
        } else {
            ask(run, guide.get());
        }
        return Duration.ZERO;
    }

    private void groups(Claimed run) {
        Optional<Runnable> next = groups.next(run);
        if (next.isEmpty()) {
            runs.finish(run);
            return;
        }
        transaction.executeWithoutResult(status -> {
            if (runs.ours(run)) {
                next.get().run();
            }
        });
        lost.wake();
    }

    private void ask(Claimed run, Guide guide) {
        try {
            Runnable findings = guide.comparing() ? comparison.gone(guide) : comparison.page(guide);
            transaction.executeWithoutResult(status -> {
                if (runs.ours(run)) {
                    findings.run();
                }
            });
            lost.wake();
        } catch (WeComException e) {
            if (e.kind() != WeComException.Kind.REFUSED) {
                throw e;
            }
            refused(guide, e);
        }
    }

    private void refused(Guide guide, WeComException e) {
        if (guide.page() != null) {
            runs.readAgain(guide);
        } else {
            runs.done(guide, e.word());
        }
    }

    private static Duration pauseAfter(Claimed run) {
        Duration pause = Duration.ofSeconds(2L << Math.min(run.attempts(), 8));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
