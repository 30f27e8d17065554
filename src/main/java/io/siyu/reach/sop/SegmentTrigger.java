package io.siyu.reach.sop;

import io.siyu.foundation.stream.StreamFollower;
import io.siyu.foundation.stream.StreamSource;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.segment.Flip;
import io.siyu.people.segment.Segments;
import io.siyu.reach.sop.PlanRows.Plan;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who comes into a segment enters the plans that wait for it; what happened before a plan was published does not count. */
@Component
class SegmentTrigger implements StreamFollower<Flip> {

    private final PlanRows plans;
    private final Enrolments enrolments;
    private final CustomerDirectory customers;

    SegmentTrigger(PlanRows plans, Enrolments enrolments, CustomerDirectory customers) {
        this.plans = plans;
        this.enrolments = enrolments;
        this.customers = customers;
    }

    @Override
    public String name() {
        return "sop.segment";
    }

    @Override
    public StreamSource<Flip> source() {
        return Segments.STREAM;
    }

    @Override
    public void apply(List<Flip> flips) {
        List<Plan> running = plans.running();
        customers.hold(flips.stream()
                .filter(flip -> flip.entered() && running.stream().anyMatch(plan -> waitsFor(plan, flip)))
                .map(Flip::customer)
                .toList());
        for (Flip flip : flips) {
            for (Plan plan : running) {
                if (flip.entered() && waitsFor(plan, flip)) {
                    enrolments.enrol(
                            plan,
                            flip.customer(),
                            "segment:" + flip.segmentId() + ":" + flip.at().toEpochMilli(),
                            null,
                            "进入人群");
                }
            }
        }
    }

    private static boolean waitsFor(Plan plan, Flip flip) {
        Instant publishedAt = plan.publishedAt();
        return plan.liveTrigger() instanceof Trigger.BySegment(long segment)
                && segment == flip.segmentId()
                && publishedAt != null
                && !flip.at().isBefore(publishedAt);
    }
}
