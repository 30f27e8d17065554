package io.siyu.reach.sop;

import io.siyu.foundation.job.PolledWork;
import io.siyu.loyalty.coupon.Coupons;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Purpose;
import io.siyu.people.tag.Provenance;
import io.siyu.people.tag.Tags;
import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.reach.outreach.Outreach;
import io.siyu.reach.outreach.Touch;
import io.siyu.reach.outreach.TouchResult;
import io.siyu.reach.sop.EffectRows.Due;
import io.siyu.reach.sop.EffectRows.Pending;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what steps ask for, each effect in one transaction with the mark that it is done: a crash does it never half and never twice. A
 * refusal fails that effect only; the customer goes on.
 */
@Component
class EffectWork implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(EffectWork.class);

    private final EffectRows rows;
    private final CustomerDirectory customers;
    private final Outreach outreach;
    private final Tags tags;
    private final Coupons coupons;
    private final Timeline timeline;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EffectWork(
            EffectRows rows,
            CustomerDirectory customers,
            Outreach outreach,
            Tags tags,
            Coupons coupons,
            Timeline timeline,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.customers = customers;
        this.outreach = outreach;
        this.tags = tags;
        this.coupons = coupons;
        this.timeline = timeline;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Outcome(String state, String result) {}

    @Override
    public String name() {
        return "sop.effects";
    }

    @Override
    public boolean workOnce() {
        Optional<Due> due = rows.next(clock.instant());
        due.ifPresent(this::work);
        return due.isPresent();
    }

    private void work(Due due) {
        Pending[] current = new Pending[1];
        try {
            transaction.executeWithoutResult(status -> {
                CustomerId customer = customers.hold(due.customer());
                rows.take(due.id()).ifPresent(effect -> {
                    current[0] = effect;
                    Outcome outcome = perform(effect, customer);
                    rows.finish(effect.id(), outcome.state(), outcome.result(), clock.instant());
                });
            });
        } catch (DomainException refusal) {
            rows.finish(due.id(), "FAILED", refusal.code(), clock.instant());
        } catch (RuntimeException e) {
            if (current[0] == null) {
                throw e;
            }
            log.warn("Effect {} of a plan failed and is tried again later", current[0].id(), e);
            rows.later(current[0], clock.instant());
        }
    }

    private Outcome perform(Pending effect, CustomerId customer) {
        return switch (effect.step()) {
            case Step.Task task -> task(effect, customer, task);
            case Step.Tag tag -> tag(effect, customer, tag);
            case Step.Coupon coupon -> coupon(effect, customer, coupon);
            case Step.Wait wait -> throw new IllegalStateException("a wait has no effect: " + wait.id());
            case Step.End end -> throw new IllegalStateException("an end has no effect: " + end.id());
        };
    }

    private Outcome task(Pending effect, CustomerId customer, Step.Task task) {
        Purpose purpose = task.marketing() ? Purpose.MARKETING : Purpose.SERVICE;
        String reason = task.reason().isBlank() ? effect.reason() : task.reason();
        TouchResult result = outreach.propose(
                new Touch(customer, null, purpose, Touch.Kind.GUIDE_TASK, task.content(), reason, effect.key()));
        return switch (result) {
            case TouchResult.Accepted(long touchId) -> {
                record(effect, customer);
                yield new Outcome("DONE", "touch:" + touchId);
            }
            case TouchResult.Suppressed(long touchId, String why) -> new Outcome("SUPPRESSED", why);
        };
    }

    private Outcome tag(Pending effect, CustomerId customer, Step.Tag tag) {
        Provenance why = new Provenance(Provenance.Kind.SOP, Long.toString(effect.planId()));
        tags.apply(customer, tag.add(), why);
        tags.remove(customer, tag.remove(), why);
        return new Outcome("DONE", "");
    }

    private Outcome coupon(Pending effect, CustomerId customer, Step.Coupon coupon) {
        long couponId = coupons.issue(coupon.templateId(), customer, "sop", effect.key());
        return new Outcome("DONE", "coupon:" + couponId);
    }

    private void record(Pending effect, CustomerId customer) {
        timeline.record(new Activity(
                customer,
                "sop.task",
                effect.createdAt(),
                0,
                Map.of("planId", Long.toString(effect.planId()), "planName", effect.planName()),
                "sop",
                effect.key()));
    }
}
