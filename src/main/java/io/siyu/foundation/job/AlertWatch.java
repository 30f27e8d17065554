package io.siyu.foundation.job;

import io.siyu.foundation.alert.AlertSettings;
import io.siyu.foundation.alert.AlertSource;
import io.siyu.foundation.alert.Alerts;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks every source of alerts again and again; one that fails does not silence the others. */
@Component
class AlertWatch implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(AlertWatch.class);

    private final List<AlertSource> sources;
    private final AlertSettings settings;
    private final Alerts alerts;

    AlertWatch(List<AlertSource> sources, AlertSettings settings, Alerts alerts) {
        this.sources = List.copyOf(sources);
        this.settings = settings;
        this.alerts = alerts;
    }

    @Override
    public String name() {
        return "job.alert-watch";
    }

    @Override
    public boolean workOnce() {
        for (AlertSource source : sources) {
            try {
                alerts.settle(source.kind(), settings.of(source.kind()).enabled() ? source.standing() : List.of());
            } catch (RuntimeException e) {
                log.warn("Whether {} is the matter could not be found out", source.kind(), e);
            }
        }
        return false;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(15);
    }
}
