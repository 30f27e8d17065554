package io.siyu.loyalty.points;

import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells the timeline when points become somebody's, and when they are spent. */
@Component
class PointsFacts {

    private final Timeline timeline;
    private final Clock clock;

    PointsFacts(Timeline timeline, Clock clock) {
        this.timeline = timeline;
        this.clock = clock;
    }

    void earned(CustomerId customer, long points, Ledger.Reason reason) {
        record("points.earned", customer, points, reason);
    }

    void spent(CustomerId customer, long points, Ledger.Reason reason) {
        record("points.spent", customer, points, reason);
    }

    void adjusted(CustomerId customer, long points, Ledger.Reason reason) {
        record(points > 0 ? "points.earned" : "points.spent", customer, Math.abs(points), reason);
    }

    private void record(String type, CustomerId customer, long points, Ledger.Reason reason) {
        timeline.record(new Activity(
                customer,
                type,
                clock.instant(),
                0,
                Map.of("points", Long.toString(points), "cause", reason.source()),
                "points",
                reason.source() + "/" + reason.key() + "/" + type));
    }
}
