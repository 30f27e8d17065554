package io.siyu.people.relation;

import io.siyu.foundation.job.PolledWork;
import io.siyu.people.staff.StaffDeparted;
import io.siyu.shared.CustomerId;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Asks the ownership rule again where time, not an event about the customer, may have changed the answer. */
@Component
class OwnerReview implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(OwnerReview.class);
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
        due.forEach(this::review);
        return !due.isEmpty();
    }

    private void review(CustomerId customer) {
        try {
            owners.review(customer);
        } catch (RuntimeException e) {
            log.warn("Whose customer {} is cannot be told and is asked again later", customer, e);
            owners.reviewFailed(customer);
        }
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }
}
