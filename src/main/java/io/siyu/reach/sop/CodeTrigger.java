package io.siyu.reach.sop;

import io.siyu.foundation.stream.StreamFollower;
import io.siyu.foundation.stream.StreamSource;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.relation.Relations;
import io.siyu.people.timeline.RecordedActivity;
import io.siyu.people.timeline.Timeline;
import io.siyu.reach.channel.Acquired;
import io.siyu.reach.sop.PlanRows.Plan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Who becomes a friend by a live code enters the plans that wait for it, if they are friends still; what happened before a plan was
 * published does not count. The platform tells the moment in seconds.
 */
@Component
class CodeTrigger implements StreamFollower<RecordedActivity> {

    private final PlanRows plans;
    private final Enrolments enrolments;
    private final Relations relations;
    private final CustomerDirectory customers;

    CodeTrigger(PlanRows plans, Enrolments enrolments, Relations relations, CustomerDirectory customers) {
        this.plans = plans;
        this.enrolments = enrolments;
        this.relations = relations;
        this.customers = customers;
    }

    @Override
    public String name() {
        return "sop.code";
    }

    @Override
    public StreamSource<RecordedActivity> source() {
        return Timeline.STREAM;
    }

    private record Entry(Plan plan, Acquired acquired) {}

    @Override
    public void apply(List<RecordedActivity> activities) {
        List<Plan> waiting = plans.running().stream()
                .filter(plan -> plan.liveTrigger() instanceof Trigger.ByCode)
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        List<Entry> entries = activities.stream()
                .map(Acquired::of)
                .flatMap(Optional::stream)
                .flatMap(acquired -> waiting.stream()
                        .filter(plan -> waitsFor(plan, acquired))
                        .map(plan -> new Entry(plan, acquired)))
                .toList();
        customers.hold(
                entries.stream().map(entry -> entry.acquired().customer()).toList());
        entries.forEach(this::enter);
    }

    private void enter(Entry entry) {
        Acquired acquired = entry.acquired();
        if (relations.follows(acquired.staff(), customers.hold(acquired.customer()))) {
            enrolments.enrol(
                    entry.plan(), acquired.customer(), "code:" + acquired.codeId(), acquired.staff(), "通过活码成为好友");
        }
    }

    private static boolean waitsFor(Plan plan, Acquired acquired) {
        Instant publishedAt = plan.publishedAt();
        return plan.liveTrigger() instanceof Trigger.ByCode(var codes)
                && codes.contains(acquired.codeId())
                && publishedAt != null
                && !acquired.at().isBefore(publishedAt.truncatedTo(ChronoUnit.SECONDS));
    }
}
