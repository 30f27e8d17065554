package io.siyu.reach.channel.welcome;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.InboxStep;
import io.siyu.gateway.wecom.Welcome;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.landing.Leases;
import io.siyu.reach.outreach.Outreach;
import io.siyu.reach.outreach.WelcomeOutcome.State;
import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * A friend who came by one of our codes and brought no welcome code: nobody could greet them, and somebody must know. Friends from the
 * customer list, from a handover or found by the nightly comparison have no state or come too late to count.
 */
@Component
class SwallowedWelcomeStep implements InboxStep {

    private static final Duration FRESH = Duration.ofMinutes(10);
    /** The code may have come with the half-made friendship, a while before the guide confirmed. */
    private static final Duration GREETED_BEFORE = Duration.ofDays(7);

    private final Leases leases;
    private final CodeRows codes;
    private final CustomerDirectory customers;
    private final StaffDirectory staff;
    private final Outreach outreach;
    private final WelcomeLog log;
    private final Swallowed swallowed;
    private final Clock clock;

    SwallowedWelcomeStep(
            Leases leases,
            CodeRows codes,
            CustomerDirectory customers,
            StaffDirectory staff,
            Outreach outreach,
            WelcomeLog log,
            Swallowed swallowed,
            Clock clock) {
        this.leases = leases;
        this.codes = codes;
        this.customers = customers;
        this.staff = staff;
        this.outreach = outreach;
        this.log = log;
        this.swallowed = swallowed;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "channel.welcome-swallowed";
    }

    @Override
    public int rank() {
        return 45;
    }

    @Override
    public boolean wants(Callback callback) {
        boolean fresh =
                Duration.between(callback.occurredAt(), callback.receivedAt()).compareTo(FRESH) < 0;
        return callback.changeType().equals("add_external_contact")
                && callback.welcomeCode() == null
                && callback.state() != null
                && callback.externalUserId() != null
                && fresh;
    }

    @Override
    public Runnable prepare(Callback callback) {
        return () -> look(callback, String.valueOf(callback.externalUserId()));
    }

    private void look(Callback callback, String externalUserId) {
        Optional<LiveCode> code =
                Optional.ofNullable(callback.state()).flatMap(leases::codeOf).flatMap(codes::find);
        Optional<StaffMember> guide =
                Optional.ofNullable(callback.staffUserId()).flatMap(staff::byUserId);
        Optional<CustomerId> customer = customers.find(Identity.externalUserId(externalUserId));
        if (code.isEmpty() || guide.isEmpty() || customer.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        if (outreach.welcomedSince(customer.get(), guide.get().id(), now.minus(GREETED_BEFORE))) {
            return;
        }
        WelcomeSender.Sent lost = new WelcomeSender.Sent(State.SKIPPED, Swallowed.NO_CODE);
        WelcomeComposer.Composed nothing =
                new WelcomeComposer.Composed(new Welcome(null, List.of()), Optional.empty(), 0, List.of());
        log.write(callback, externalUserId, guide, code, nothing, lost, now);
        swallowed.again(guide.get().id(), now);
    }
}
