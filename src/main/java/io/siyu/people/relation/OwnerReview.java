package io.siyu.people.relation;

import io.siyu.foundation.job.PolledWork;
import io.siyu.people.staff.StaffDeparted;
import io.siyu.shared.CustomerId;
import java.time.Duration;
import java.util.List;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Asks the ownership rule again where time, not an event about the customer, may have changed the answer. */
@Component
class OwnerReview implements PolledWork {

    private static final int BATCH = 50;

    private final Owners owners;

    OwnerReview(Owners owners) {
        this.owners = owners;
    }

    @ApplicationModuleListener
    void on(StaffDeparted departed) {
        owners.reviewAllOf(departed.staff());
    }

    @Override
    public String name() {
        return "relation.owner-review";
    }

    @Override
    public boolean workOnce() {
        List<CustomerId> due = owners.due(BATCH);
        due.forEach(owners::review);
        return !due.isEmpty();
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }
}
