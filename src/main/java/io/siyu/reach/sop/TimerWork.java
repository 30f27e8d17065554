package io.siyu.reach.sop;

import io.siyu.foundation.job.PolledWork;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets the customers whose waits are over go on: many in one transaction, and one by one when somebody among them cannot. */
@Component
class TimerWork implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(TimerWork.class);
    private static final int BATCH = 100;

    private final Timers timers;
    private final TransactionTemplate transaction;

    TimerWork(Timers timers, TransactionTemplate transaction) {
        this.timers = timers;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "sop.timers";
    }

    @Override
    public boolean workOnce() {
        List<Long> due = timers.due(BATCH);
        if (due.isEmpty()) {
            return false;
        }
        try {
            Integer moved = transaction.execute(status -> timers.advance(due));
            return moved != null && moved > 0;
        } catch (RuntimeException e) {
            due.forEach(this::alone);
            return true;
        }
    }

    private void alone(long id) {
        try {
            transaction.executeWithoutResult(status -> timers.advance(List.of(id)));
        } catch (RuntimeException e) {
            log.warn("Enrolment {} cannot go on and is tried again later", id, e);
            timers.later(id);
        }
    }
}
