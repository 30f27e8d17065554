package io.siyu.reach.sop;

import io.siyu.foundation.job.PolledWork;
import org.springframework.stereotype.Component;

/** Lets the customers whose waits are over go on. */
@Component
class TimerWork implements PolledWork {

    private final Enrolments enrolments;

    TimerWork(Enrolments enrolments) {
        this.enrolments = enrolments;
    }

    @Override
    public String name() {
        return "sop.timers";
    }

    @Override
    public boolean workOnce() {
        return enrolments.advanceDue() > 0;
    }
}
