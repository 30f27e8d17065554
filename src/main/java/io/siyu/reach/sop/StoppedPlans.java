package io.siyu.reach.sop;

import io.siyu.foundation.job.PolledWork;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Lets those out who are still under way in a plan that does not run, as after a crash in the middle of a pause. */
@Component
class StoppedPlans implements PolledWork {

    private final Enrolments enrolments;

    StoppedPlans(Enrolments enrolments) {
        this.enrolments = enrolments;
    }

    @Override
    public String name() {
        return "sop.stopped-plans";
    }

    @Override
    public boolean workOnce() {
        return enrolments.exitStopped("sop.exit.paused") > 0;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(5);
    }
}
