package io.siyu.people.staff;

import io.siyu.foundation.job.PolledWork;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Sweeps up after sessions that ran out and guesses that are forgotten. Two nodes at it at once do no harm. */
@Component
class DoorTidying implements PolledWork {

    private final OpenSessions sessions;
    private final SignInLocks locks;

    DoorTidying(OpenSessions sessions, SignInLocks locks) {
        this.sessions = sessions;
        this.locks = locks;
    }

    @Override
    public String name() {
        return "staff.doors";
    }

    @Override
    public boolean workOnce() {
        sessions.tidy();
        locks.forget();
        return false;
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }
}
