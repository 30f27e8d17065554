package io.siyu.gateway.wecom.quota;

import io.siyu.foundation.job.PolledWork;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Hears of pauses that other nodes began, and writes down how often this one called. */
@Component
class QuotaWatch implements PolledWork {

    private final Governor governor;
    private final CallTally tally;

    QuotaWatch(Governor governor, CallTally tally) {
        this.governor = governor;
        this.tally = tally;
    }

    @Override
    public String name() {
        return "wecom.quota";
    }

    @Override
    public boolean workOnce() {
        governor.refresh();
        tally.write();
        return false;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(3);
    }
}
