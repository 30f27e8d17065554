package io.siyu.foundation.integrity;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.Alerts;
import io.siyu.foundation.integrity.Integrity.Finding;
import io.siyu.foundation.job.PolledWork;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** All checks one after the other, each night and when somebody asks; by one node. */
@Component
class IntegrityRun implements PolledWork {

    static final String NAME = "integrity.run";

    private static final Logger log = LoggerFactory.getLogger(IntegrityRun.class);

    private static final String ALERT = "integrity.broken";

    private final Integrity integrity;
    private final IntegrityResults results;
    private final Alerts alerts;

    IntegrityRun(Integrity integrity, IntegrityResults results, Alerts alerts) {
        this.integrity = integrity;
        this.results = results;
        this.alerts = alerts;
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
        long broken = integrity.checks().stream().filter(this::breaks).count();
        if (broken > 0) {
            alerts.raise(Alert.fault(ALERT, Alert.ALL, "/integrity", broken));
        } else {
            alerts.resolve(ALERT, Alert.ALL);
        }
        results.finish(integrity.checks());
        return true;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(5);
    }

    private boolean breaks(IntegrityCheck check) {
        long begun = System.nanoTime();
        Finding finding = integrity.run(check);
        if (finding.count() > 0) {
            log.error(
                    "Integrity: {} found {}, such as {}",
                    check.name(),
                    finding.count(),
                    finding.samples().getFirst());
        }
        results.store(finding, Duration.ofNanos(System.nanoTime() - begun));
        return finding.count() > 0;
    }
}
