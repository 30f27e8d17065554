package io.siyu.reach.sop;

import io.siyu.foundation.stream.StreamFollower;
import io.siyu.foundation.stream.StreamSource;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.relation.Relations;
import io.siyu.people.timeline.RecordedActivity;
import io.siyu.people.timeline.Timeline;
import io.siyu.reach.channel.LiveOver;
import io.siyu.reach.sop.PlanRows.Plan;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Who took part in a live session enters the plans that wait for its end, if anybody is their friend still; a session that was over
 * before a plan was published does not count.
 */
@Component
class LiveTrigger implements StreamFollower<RecordedActivity> {

    private final PlanRows plans;
    private final Enrolments enrolments;
    private final Relations relations;
    private final CustomerDirectory customers;

    LiveTrigger(PlanRows plans, Enrolments enrolments, Relations relations, CustomerDirectory customers) {
        this.plans = plans;
        this.enrolments = enrolments;
        this.relations = relations;
        this.customers = customers;
    }

    private record Entry(Plan plan, LiveOver over) {}

    @Override
    public String name() {
        return "sop.live";
    }

    @Override
    public StreamSource<RecordedActivity> source() {
        return Timeline.STREAM;
    }

    @Override
    public void apply(List<RecordedActivity> activities) {
        List<Plan> waiting = plans.running().stream()
                .filter(plan -> plan.liveTrigger() instanceof Trigger.ByLive)
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        List<Entry> entries = activities.stream()
                .map(LiveOver::of)
                .flatMap(Optional::stream)
                .flatMap(over ->
                        waiting.stream().filter(plan -> waitsFor(plan, over)).map(plan -> new Entry(plan, over)))
                .toList();
        customers.hold(entries.stream().map(entry -> entry.over().customer()).toList());
        entries.forEach(this::enter);
    }

    private void enter(Entry entry) {
        LiveOver over = entry.over();
        CustomerId customer = customers.hold(over.customer());
        guideOf(customer, over.staff())
                .ifPresent(guide -> enrolments.enrol(
                        entry.plan(),
                        customer,
                        "live:" + over.sessionId(),
                        guide,
                        over.reserved() ? "预约过直播" : "从直播加上好友"));
    }

    /** With whom they took part, or whoever is their friend now. */
    private Optional<StaffId> guideOf(CustomerId customer, StaffId staff) {
        List<StaffId> friends = relations.followersOf(customer);
        return friends.contains(staff) ? Optional.of(staff) : friends.stream().findFirst();
    }

    private static boolean waitsFor(Plan plan, LiveOver over) {
        Instant publishedAt = plan.publishedAt();
        return plan.liveTrigger() instanceof Trigger.ByLive(var sessions)
                && (sessions.isEmpty() || sessions.contains(over.sessionId()))
                && publishedAt != null
                && !over.at().isBefore(publishedAt);
    }
}
