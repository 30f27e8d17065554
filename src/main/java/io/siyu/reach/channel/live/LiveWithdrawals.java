package io.siyu.reach.channel.live;

import io.siyu.foundation.job.PolledWork;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.reach.channel.live.LiveGuests.Guest;
import io.siyu.reach.outreach.Outreach;
import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes reminders back that guides have not passed on when their session is moved, cancelled or over. */
@Component
class LiveWithdrawals implements PolledWork {

    private static final int BATCH = 50;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final LiveRows rows;
    private final LiveGuests guests;
    private final CustomerDirectory customers;
    private final Outreach outreach;
    private final OneByOne oneByOne;
    private final Clock clock;

    LiveWithdrawals(
            LiveRows rows,
            LiveGuests guests,
            CustomerDirectory customers,
            Outreach outreach,
            OneByOne oneByOne,
            Clock clock) {
        this.rows = rows;
        this.guests = guests;
        this.customers = customers;
        this.outreach = outreach;
        this.oneByOne = oneByOne;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "channel.live-withdrawals";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    @Override
    public boolean workOnce() {
        Instant now = clock.instant();
        boolean some = false;
        for (LiveSession session : rows.withStaleNews(now)) {
            List<CustomerId> stale = guests.stale(session.id(), session.currentAt(now), now, BATCH);
            some |= oneByOne.each(session.id(), stale, them -> withdraw(session.id(), them)) > 0;
        }
        return some;
    }

    private int withdraw(long id, List<CustomerId> some) {
        LiveSession session = rows.hold(id);
        Instant now = clock.instant();
        List<Guest> taken = guests.takeStale(id, session.currentAt(now), customers.hold(some));
        taken.forEach(guest -> withdraw(guest, reason(session.stateAt(now)), now));
        return taken.size();
    }

    private void withdraw(Guest guest, String reason, Instant now) {
        Long touch = guest.touchId();
        if (touch == null) {
            return;
        }
        switch (outreach.withdraw(touch, reason)) {
            case WITHDRAWN -> guests.withdrawn(guest, reason);
            case SETTLED -> guests.withdrawn(guest, null);
            case UNDER_WAY -> guests.later(guest.sessionId(), guest.customer(), now.plus(PAUSE));
        }
    }

    /** Why the reminder of a session that stands so is needed no more. */
    static String reason(LiveState state) {
        return switch (state) {
            case COMING, LIVE -> "channel.live.withdrawn_moved";
            case CANCELLED -> "channel.live.withdrawn_off";
            case OVER -> "channel.live.withdrawn_over";
        };
    }
}
