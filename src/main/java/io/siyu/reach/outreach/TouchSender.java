package io.siyu.reach.outreach;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.AppMessages;
import io.siyu.gateway.wecom.SendResult;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Purpose;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.outreach.ContactPolicy.Verdict;
import io.siyu.reach.outreach.Touches.Load;
import io.siyu.reach.outreach.Touches.Planned;
import io.siyu.shared.BrandZone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings due touches to the guides: intent, commit, call, result. The policy is asked again just before, because a customer may have
 * refused or left since. After an answer that was lost the same message is sent again as long as WeChat Work drops what it has delivered
 * already; later it would be told twice, and stays unknown.
 */
@Component
class TouchSender implements PolledWork {

    /**
     * An employee gets 30 messages of an app in a minute and 1,000 in an hour; what is above is dropped without a word. After so many
     * at once the others follow one by one; some of the room is left to messages that are no touches.
     */
    static final int AT_ONCE = 25;

    private static final int MOST_AN_HOUR = 970;
    private static final Duration APART = Duration.ofSeconds(4);

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofHours(24);
    /** Shorter than WeChat Work's memory by what a call can take. */
    private static final Duration REPEATABLE = AppMessages.REMEMBERED.minusMinutes(5);

    private final Touches touches;
    private final Recipients recipients;
    private final PolicySettings policy;
    private final CustomerDirectory customers;
    private final AppMessages messages;
    private final PublicUrl url;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final BrandZone zone;

    TouchSender(
            Touches touches,
            Recipients recipients,
            PolicySettings policy,
            CustomerDirectory customers,
            AppMessages messages,
            PublicUrl url,
            TransactionTemplate transaction,
            Clock clock,
            BrandZone zone) {
        this.touches = touches;
        this.recipients = recipients;
        this.policy = policy;
        this.customers = customers;
        this.messages = messages;
        this.url = url;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    /** @param guide absent when the policy held the touch back */
    private record Claim(Planned touch, @Nullable StaffMember guide) {}

    @Override
    public String name() {
        return "outreach.send";
    }

    @Override
    public boolean workOnce() {
        Instant now = clock.instant();
        touches.repeatLost(now, LEASE, now.minus(REPEATABLE));
        touches.giveUpOnLost(now);
        Optional<Claim> claim =
                transaction.execute(status -> touches.nextDue(clock.instant()).map(this::claim));
        if (claim == null || claim.isEmpty()) {
            return false;
        }
        StaffMember guide = claim.get().guide();
        if (guide != null) {
            send(claim.get().touch(), guide);
        }
        return true;
    }

    private Claim claim(Planned touch) {
        Instant now = clock.instant();
        Purpose purpose = Purpose.valueOf(touch.purpose());
        var recipient = recipients.of(touch.customer(), touch.staff(), purpose);
        switch (ContactPolicy.decide(purpose, recipient.facts(), policy.current(), now, zone.zone())) {
            case Verdict.Suppressed(String reason) -> suppress(touch, reason, now);
            case Verdict.Allowed(Instant dueAt) when dueAt.isAfter(now) -> postpone(touch, dueAt, now);
            case Verdict.Allowed(Instant dueAt) -> {
                StaffMember guide = recipient.guide();
                Load load = guide == null ? new Load(0, 0, 0) : touches.loadOf(guide.id(), now);
                if (load.lastMinute() < AT_ONCE && load.lastHour() < MOST_AN_HOUR) {
                    touches.sending(touch.id(), now.plus(LEASE));
                    return new Claim(touch, guide);
                }
                postpone(touch, now.plus(APART.multipliedBy(load.waiting() + 1L)), now);
            }
        }
        return new Claim(touch, null);
    }

    private void suppress(Planned touch, String reason, Instant now) {
        if (touch.budgetDay() != null) {
            policy.giveBack(touch.customer(), touch.budgetDay());
        }
        touches.suppress(touch.id(), reason, Map.of(), now);
    }

    /** A touch that moves to another day takes its place there, if there is one left. */
    private void postpone(Planned touch, Instant dueAt, Instant now) {
        LocalDate day = touch.budgetDay();
        LocalDate newDay = zone.dateOf(dueAt);
        if (day == null || day.equals(newDay)) {
            touches.postpone(touch.id(), dueAt, day);
        } else if (policy.reserve(touch.customer(), newDay, policy.current().dailyCap())) {
            policy.giveBack(touch.customer(), day);
            touches.postpone(touch.id(), dueAt, newDay);
        } else {
            suppress(touch, Outreach.CAP_REACHED, now);
        }
    }

    private void send(Planned touch, StaffMember guide) {
        try {
            SendResult result = call(touch, guide);
            if (result.invalidUserIds().isEmpty()) {
                touches.sent(touch.id(), clock.instant());
            } else {
                fail(touch, "WeChat Work cannot reach the guide: not in the app's range, or without a licence");
            }
        } catch (WeComException e) {
            switch (e.kind()) {
                case REFUSED -> fail(touch, e.code() + " " + e.errmsg());
                case UNKNOWN -> repeat(touch, e);
                case BUSY, LIMITED, MISCONFIGURED -> later(touch, e);
            }
        }
    }

    private SendResult call(Planned touch, StaffMember guide) {
        Set<String> to = Set.of(guide.wecomUserId());
        String who = customers.card(touch.customer()).name();
        if (touch.kind().equals(Touch.Kind.APP_MESSAGE_TO_GUIDE.name())) {
            return messages.text(to, Bytes.cut(who + "：" + touch.content(), 2048));
        }
        return messages.card(
                to,
                Bytes.cut("跟进 " + who, 128),
                Bytes.cut(touch.reason() + "\n" + touch.content(), 512),
                url.of("/staff/tasks/" + touch.token()));
    }

    private void repeat(Planned touch, WeComException why) {
        Instant now = clock.instant();
        if (!touches.unsure(touch.id(), now, soon(touch, now), now.minus(REPEATABLE))) {
            touches.ended(touch.id(), "UNKNOWN", why.errmsg(), now);
        }
    }

    private static Instant soon(Planned touch, Instant now) {
        return now.plusSeconds(Math.min(600, 5L << Math.min(touch.attempts(), 7)));
    }

    private void later(Planned touch, WeComException why) {
        Instant now = clock.instant();
        if (touch.plannedAt().plus(PATIENCE).isBefore(now)) {
            fail(touch, why.code() + " " + why.errmsg());
        } else {
            touches.again(touch.id(), soon(touch, now));
        }
    }

    private void fail(Planned touch, String failure) {
        transaction.executeWithoutResult(status -> {
            if (touch.budgetDay() != null) {
                policy.giveBack(touch.customer(), touch.budgetDay());
            }
            touches.ended(touch.id(), "FAILED", failure, clock.instant());
        });
    }
}
