package io.siyu.foundation.integrity;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.Alerts;
import io.siyu.foundation.integrity.Integrity.Finding;
import io.siyu.foundation.job.PolledWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** All checks one after the other, each night and when somebody asks; by one node. */
@Component
class IntegrityRun implements PolledWork {

    static final String NAME = "integrity.run";

    private static final Logger log = LoggerFactory.getLogger(IntegrityRun.class);

    /** Longer than anybody pauses for whose work a check waits. */
    private static final Duration A_WHILE = Duration.ofSeconds(5);
    /** By how much the clock may run ahead of the machine's while the checks run, before what waits says nothing. */
    private static final Duration MOVED = Duration.ofMinutes(1);

    private static final String ALERT = "integrity.broken";

    private final Integrity integrity;
    private final IntegrityResults results;
    private final Alerts alerts;
    private final Clock clock;

    IntegrityRun(Integrity integrity, IntegrityResults results, Alerts alerts, Clock clock) {
        this.integrity = integrity;
        this.results = results;
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean workOnce() {
        if (!results.claim()) {
            return false;
        }
        Instant before = clock.instant();
        long begun = System.nanoTime();
        List<Look> looks = look();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        if (Duration.between(before, clock.instant()).minus(took).compareTo(MOVED) > 0) {
            // Everything came due at once, and nobody had the time to do it.
            results.putOff();
            return true;
        }
        long broken = looks.stream().filter(this::breaks).count();
        if (broken > 0) {
            alerts.raise(Alert.fault(ALERT, Alert.ALL, "/integrity", broken));
        } else {
            alerts.resolve(ALERT, Alert.ALL);
        }
        results.finish(integrity.checks(), broken > 0);
        return true;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(5);
    }

    /** All of them; and after a while those once more that found somebody waiting, who may just have been served. */
    private List<Look> look() {
        List<Look> first = integrity.checks().stream().map(this::look).toList();
        if (first.stream().noneMatch(Look::unsure)) {
            return first;
        }
        LockSupport.parkNanos(A_WHILE.toNanos());
        return first.stream()
                .map(look -> look.unsure() ? look.again(integrity) : look)
                .toList();
    }

    private Look look(IntegrityCheck check) {
        long begun = System.nanoTime();
        Finding finding = integrity.run(check);
        return new Look(finding, Duration.ofNanos(System.nanoTime() - begun));
    }

    private boolean breaks(Look look) {
        Finding finding = look.finding();
        if (finding.count() > 0) {
            log.error(
                    "Integrity: {} found {}, such as {}",
                    finding.check().name(),
                    finding.count(),
                    finding.samples().getFirst());
        }
        results.store(finding, look.took());
        return finding.count() > 0;
    }

    private record Look(Finding finding, Duration took) {

        boolean unsure() {
            return finding.count() > 0 && finding.check().aboutWaiting();
        }

        Look again(Integrity integrity) {
            return new Look(finding.still(integrity.run(finding.check())), took);
        }
    }
}
