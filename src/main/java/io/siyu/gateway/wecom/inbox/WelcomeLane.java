package io.siyu.gateway.wecom.inbox;

import io.siyu.foundation.job.PolledWork;
import io.siyu.foundation.job.Pollers;
import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.gateway.wecom.WelcomeStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Greets: every callback with a welcome code at once, beside the ordered lane and before it if need be. */
@Component
class WelcomeLane implements PolledWork {

    static final String NAME = "wecom.welcome";

    private static final Logger log = LoggerFactory.getLogger(WelcomeLane.class);
    private static final Duration CODE_LIVES = Duration.ofSeconds(20);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    /** How far the platform's clock may be from ours before we go by our own. */
    private static final Duration BELIEVABLE = Duration.ofMinutes(1);

    private final Inbox inbox;
    private final ObjectProvider<WelcomeStep> steps;
    private final ObjectProvider<Pollers> pollers;

    WelcomeLane(Inbox inbox, ObjectProvider<WelcomeStep> steps, ObjectProvider<Pollers> pollers) {
        this.inbox = inbox;
        this.steps = steps;
        this.pollers = pollers;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int threads() {
        return 8;
    }

    /** What comes in on this node rings the bell; this is for retries, and for what another node left behind. */
    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean workOnce() {
        Optional<Inbox.Claimed> claimed = inbox.claimWelcome();
        claimed.ifPresent(row -> {
            // There may be more than one: let a sibling look.
            pollers.ifAvailable(all -> all.wake(NAME));
            welcome(row);
        });
        return claimed.isPresent();
    }

    private void welcome(Inbox.Claimed row) {
        Instant deadline = deadline(row.callback());
        try {
            for (WelcomeStep step : steps) {
                if (step.wants(row.callback())) {
                    step.welcome(row.callback(), deadline);
                }
            }
            inbox.welcomed(row);
        } catch (RuntimeException e) {
            failed(row, deadline, e);
        }
    }

    private void failed(Inbox.Claimed row, Instant deadline, RuntimeException failure) {
        Instant again = inbox.now().plus(BETWEEN_TRIES);
        boolean hopeless = failure instanceof WeComException refusal && refusal.kind() == WeComException.Kind.REFUSED;
        boolean last = hopeless || again.plus(BETWEEN_TRIES).isAfter(deadline);
        String described = Failure.describe(failure);
        log.warn("The welcome of callback {} failed{}: {}", row.callback().id(), last ? " for good" : "", described);
        inbox.welcomeFailed(row, described, last ? null : again);
    }

    private static Instant deadline(Callback callback) {
        Instant received = callback.receivedAt();
        Instant occurred = callback.occurredAt();
        boolean believable = Duration.between(occurred, received).abs().compareTo(BELIEVABLE) < 0;
        Instant begun = believable && occurred.isBefore(received) ? occurred : received;
        return begun.plus(CODE_LIVES);
    }
}
