package io.siyu.reach.sop;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.loyalty.coupon.CouponTemplates;
import io.siyu.people.tag.Tags;
import io.siyu.reach.channel.LiveSessions;
import io.siyu.reach.sop.PlanRows.Plan;
import io.siyu.reach.sop.PlanRows.State;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans over time for one customer after another. */
@Component
public class Plans {

    private final PlanRows rows;
    private final Enrolments enrolments;
    private final CouponTemplates coupons;
    private final Tags tags;
    private final LiveSessions lives;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Plans(
            PlanRows rows,
            Enrolments enrolments,
            CouponTemplates coupons,
            Tags tags,
            LiveSessions lives,
            Audit audit,
            Clock clock,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.enrolments = enrolments;
        this.coupons = coupons;
        this.tags = tags;
        this.lives = lives;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * A draft; the first step in the list is where customers begin.
     *
     * @throws DomainException {@code sop.step_*} at the step that cannot be walked
     */
    @Transactional
    public long create(String name, Trigger trigger, List<Step> steps) {
        check(name, trigger, steps);
        long id = rows.insert(name.strip(), trigger, steps, clock.instant());
        audit.record("sop.create", "sop", id, null, new Written(name.strip(), trigger, steps));
        return id;
    }

    /** From now on customers enter, in the version as it stands. Those who are under way finish the version in which they began. */
    @Transactional
    public void publish(long planId) {
        Plan plan = require(planId);
        check(plan.name(), plan.trigger(), plan.steps());
        requireWhatIsGiven(plan.steps());
        rows.publish(planId, clock.instant());
        audit.record("sop.publish", Subject.of("sop", planId, plan.name()), null, null);
    }

    /** @throws DomainException {@code sop.changed} when somebody else changed it since */
    @Transactional
    void edit(long id, int revision, String name, Trigger trigger, List<Step> steps) {
        check(name, trigger, steps);
        Plan before = require(id);
        if (!rows.update(id, revision, name.strip(), trigger, steps)) {
            throw DomainException.conflict("sop.changed");
        }
        audit.record(
                "sop.edit",
                "sop",
                id,
                new Written(before.name(), before.trigger(), before.steps()),
                new Written(name.strip(), trigger, steps));
    }

    /** Nobody enters, and everybody who is under way leaves at once; should we die in between, {@link StoppedPlans} lets them out. */
    void pause(long id) {
        transaction.executeWithoutResult(status -> {
            if (!rows.change(id, State.RUNNING, State.PAUSED)) {
                throw DomainException.conflict("sop.not_running");
            }
            moved("sop.pause", id, State.RUNNING, State.PAUSED);
        });
        enrolments.exitAll(id, "sop.exit.paused");
    }

    /** Customers enter again, in the version that ran last. */
    @Transactional
    void resume(long id) {
        if (!rows.change(id, State.PAUSED, State.RUNNING)) {
            throw DomainException.conflict("sop.not_paused");
        }
        moved("sop.resume", id, State.PAUSED, State.RUNNING);
    }

    @Transactional
    void archive(long id) {
        State before = require(id).state();
        if (!rows.change(id, State.DRAFT, State.ARCHIVED) && !rows.change(id, State.PAUSED, State.ARCHIVED)) {
            throw DomainException.conflict("sop.still_running");
        }
        moved("sop.archive", id, before, State.ARCHIVED);
    }

    /** What an operator writes, for the audit. */
    private record Written(String name, Trigger trigger, List<Step> steps) {}

    private void moved(String action, long id, State from, State to) {
        Subject plan = Subject.of("sop", id, require(id).name());
        audit.record(action, plan, Map.of("state", from), Map.of("state", to));
    }

    private void requireWhatIsGiven(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            String field = "steps[" + i + "]";
            if (steps.get(i) instanceof Step.Tag tag) {
                tags.requireUsable(tag.add(), field + ".add");
            }
            if (steps.get(i) instanceof Step.Coupon coupon) {
                try {
                    coupons.requireIssuable(coupon.templateId());
                } catch (DomainException refusal) {
                    throw refusal.at(field + ".templateId");
                }
            }
        }
    }

    Plan require(long id) {
        return rows.find(id)
                .filter(plan -> plan.state() != State.ARCHIVED)
                .orElseThrow(() -> DomainException.notFound("sop.not_found"));
    }

    private void check(String name, Trigger trigger, List<Step> steps) {
        if (name.isBlank() || name.length() > 60) {
            throw DomainException.invalid("name", "sop.name_invalid", 60);
        }
        switch (trigger) {
            case Trigger.ByCode(var codes)
            when codes.isEmpty() -> throw DomainException.invalid("trigger.codeIds", "sop.trigger_missing");
            case Trigger.BySegment(long segment)
            when segment <= 0 -> throw DomainException.invalid("trigger.segmentId", "sop.trigger_missing");
            case Trigger.ByCode byCode -> {}
            case Trigger.BySegment bySegment -> {}
            case Trigger.ByLive(var sessions) -> lives.requireAll(sessions, "trigger.sessionIds");
        }
        Graph.of(steps);
    }
}
