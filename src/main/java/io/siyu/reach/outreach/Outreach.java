package io.siyu.reach.outreach;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Purpose;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.outreach.ContactPolicy.Settings;
import io.siyu.reach.outreach.ContactPolicy.Verdict;
import io.siyu.reach.outreach.Recipients.Recipient;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The only door out: whatever is to reach a customer is proposed here, and recorded with its reason whether it goes or not. */
@Component
public class Outreach {

    static final String CAP_REACHED = "outreach.suppressed.daily_cap";

    private final Touches touches;
    private final Recipients recipients;
    private final PolicySettings policy;
    private final CustomerDirectory customers;
    private final Clock clock;
    private final BrandZone zone;

    Outreach(
            Touches touches,
            Recipients recipients,
            PolicySettings policy,
            CustomerDirectory customers,
            Clock clock,
            BrandZone zone) {
        this.touches = touches;
        this.recipients = recipients;
        this.policy = policy;
        this.customers = customers;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Asks the policy and, if it allows, takes the touch in for sending, in the caller's transaction. The same dedupe key always gets the first
     * answer.
     */
    @Transactional
    public TouchResult propose(Touch proposed) {
        Touch touch = proposed.to(customers.hold(proposed.customer()));
        Instant now = clock.instant();
        return touches.insert(touch, now)
                .map(id -> settle(id, touch, now))
                .orElseGet(() -> touches.answerTo(touch.dedupeKey()));
    }

    /** What {@link #propose} would say now, without doing anything: empty when it would be allowed, else the reason. */
    public Preview preview(Touch touch) {
        Settings settings = policy.current();
        Recipient recipient = recipients.of(touch.customer(), touch.staff(), touch.purpose());
        Instant now = clock.instant();
        return switch (ContactPolicy.decide(touch.purpose(), recipient.facts(), settings, now, zone.zone())) {
            case Verdict.Allowed(Instant dueAt) -> new Preview(null, dueAt);
            case Verdict.Suppressed(String reason) -> new Preview(reason, now);
        };
    }

    /** @param reason why it would not go out; absent: it would, at {@code dueAt} */
    public record Preview(@Nullable String reason, Instant dueAt) {}

    /** What became of a wish to take a touch back. */
    public enum Withdrawal {
        WITHDRAWN,
        /** Done, skipped, or never to go out. */
        SETTLED,
        /** On its way to the guide this very moment: ask again later. */
        UNDER_WAY
    }

    /**
     * There is no need for it any more: a guide who has not done it yet need not. In the caller's transaction.
     *
     * @param reason a stable code with a text in the bundle
     */
    @Transactional
    public Withdrawal withdraw(long touchId, String reason) {
        Optional<Touches.Withdrawn> withdrawn = touches.withdraw(touchId, reason, clock.instant());
        withdrawn.ifPresent(touch -> {
            LocalDate day = touch.unusedDay();
            if (day != null) {
                policy.giveBack(touch.customer(), day);
            }
        });
        if (withdrawn.isPresent()) {
            return Withdrawal.WITHDRAWN;
        }
        return touches.sendingNow(touchId) ? Withdrawal.UNDER_WAY : Withdrawal.SETTLED;
    }

    /** Writes down a welcome, which the policy lets through because the customer has just knocked. */
    @Transactional
    public void welcomed(WelcomeOutcome outcome) {
        touches.insertWelcome(outcome);
    }

    /** Whether a welcome of this guide to this customer was written down since then, whatever became of it. */
    public boolean welcomedSince(CustomerId customer, StaffId staff, Instant since) {
        return touches.welcomed(customer, staff, since);
    }

    private TouchResult settle(long id, Touch touch, Instant now) {
        Settings settings = policy.current();
        Recipient recipient = recipients.of(touch.customer(), touch.staff(), touch.purpose());
        Map<String, Object> evidence = evidence(recipient, settings);
        Verdict verdict = ContactPolicy.decide(touch.purpose(), recipient.facts(), settings, now, zone.zone());
        return switch (verdict) {
            case Verdict.Suppressed(String reason) -> suppress(id, reason, evidence);
            case Verdict.Allowed(Instant dueAt) -> plan(id, touch, recipient.guide(), dueAt, settings, evidence);
        };
    }

    private TouchResult plan(
            long id,
            Touch touch,
            @Nullable StaffMember guide,
            Instant dueAt,
            Settings settings,
            Map<String, Object> evidence) {
        LocalDate day = touch.purpose() == Purpose.MARKETING ? zone.dateOf(dueAt) : null;
        if (day != null && !policy.reserve(touch.customer(), day, settings.dailyCap())) {
            return suppress(id, CAP_REACHED, evidence);
        }
        if (guide == null) {
            throw new IllegalStateException("allowed without a guide: " + touch.dedupeKey());
        }
        touches.plan(id, guide, dueAt, day, evidence);
        return new TouchResult.Accepted(id);
    }

    private TouchResult suppress(long id, String reason, Map<String, Object> evidence) {
        touches.suppress(id, reason, evidence, clock.instant());
        return new TouchResult.Suppressed(id, reason);
    }

    private static Map<String, Object> evidence(Recipient recipient, Settings settings) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("accepts", recipient.facts().accepts());
        evidence.put("friendSince", String.valueOf(recipient.facts().friendSince()));
        evidence.put("dailyCap", settings.dailyCap());
        evidence.put("quiet", settings.quietFrom() + "–" + settings.quietUntil());
        evidence.put("newcomerHours", settings.newcomerHours());
        return evidence;
    }
}
