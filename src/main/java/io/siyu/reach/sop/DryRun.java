package io.siyu.reach.sop;

import io.siyu.people.customer.Purpose;
import io.siyu.reach.outreach.Outreach;
import io.siyu.reach.outreach.Touch;
import io.siyu.reach.sop.Walk.Advanced;
import io.siyu.reach.sop.Walk.Effect;
import io.siyu.reach.sop.Walk.Event;
import io.siyu.reach.sop.Walk.Position;
import io.siyu.reach.sop.Walk.Status;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What would happen to one customer if they entered now, and when: the same {@link Walk}, with nothing kept. */
@Component
class DryRun {

    private static final int MOST_EFFECTS = 100;

    private final Outreach outreach;
    private final Clock clock;
    private final BrandZone zone;

    DryRun(Outreach outreach, Clock clock, BrandZone zone) {
        this.outreach = outreach;
        this.clock = clock;
        this.zone = zone;
    }

    /** @param heldBack why a task would not go out, as things are today */
    record Moment(Instant at, Step step, @Nullable String heldBack) {}

    List<Moment> of(Graph graph, CustomerId customer) {
        List<Moment> moments = new ArrayList<>();
        Instant now = clock.instant();
        Advanced advanced = Walk.advance(graph, Position.before(graph), new Event.Started(), now, zone.zone());
        while (moments.size() < MOST_EFFECTS) {
            for (Effect effect : advanced.effects()) {
                moments.add(new Moment(now, effect.step(), heldBack(effect.step(), customer)));
            }
            Position position = advanced.position();
            if (position.status() != Status.ACTIVE || position.dueAt() == null) {
                moments.add(new Moment(now, graph.step(position.stepId()), null));
                return moments;
            }
            now = position.dueAt();
            advanced = Walk.advance(
                    graph, position, new Event.TimerDue(position.stepId(), position.visit()), now, zone.zone());
        }
        return moments;
    }

    private @Nullable String heldBack(Step step, CustomerId customer) {
        if (!(step instanceof Step.Task task)) {
            return null;
        }
        Purpose purpose = task.marketing() ? Purpose.MARKETING : Purpose.SERVICE;
        return outreach.preview(new Touch(
                        customer, null, purpose, Touch.Kind.GUIDE_TASK, task.content(), task.reason(), "dry-run"))
                .reason();
    }
}
