package io.siyu.reach.channel.live;

import io.siyu.foundation.job.PolledWork;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.timeline.Timeline;
import io.siyu.reach.channel.LiveOver;
import io.siyu.reach.channel.live.LiveGuests.Guest;
import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes into every guest's timeline that their live session is over, once: plans for afterwards begin there. */
@Component
class LiveEnds implements PolledWork {

    private static final int BATCH = 200;

    private final LiveRows rows;
    private final LiveGuests guests;
    private final CustomerDirectory customers;
    private final Timeline timeline;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LiveEnds(
            LiveRows rows,
            LiveGuests guests,
            CustomerDirectory customers,
            Timeline timeline,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.guests = guests;
        this.customers = customers;
        this.timeline = timeline;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "channel.live-ends";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    @Override
    public boolean workOnce() {
        List<Guest> leaving = guests.leaving(clock.instant(), BATCH);
        if (leaving.isEmpty()) {
            return false;
        }
        long session = leaving.getFirst().sessionId();
        List<CustomerId> some = leaving.stream()
                .filter(guest -> guest.sessionId() == session)
                .map(Guest::customer)
                .toList();
        Integer left = transaction.execute(status -> leave(session, some));
        return left != null && left > 0;
    }

    private int leave(long id, List<CustomerId> some) {
        LiveSession session = rows.require(id);
        customers.hold(some);
        List<Guest> taken = guests.takeLeaving(id, some);
        taken.forEach(guest ->
                timeline.record(overFor(session, guest).activity(session.draft().title())));
        guests.left(id, taken.stream().map(Guest::customer).toList(), clock.instant());
        return taken.size();
    }

    /** For who came after the end, when they came. */
    private static LiveOver overFor(LiveSession session, Guest guest) {
        Instant at = guest.since().isAfter(session.end()) ? guest.since() : session.end();
        return new LiveOver(guest.customer(), guest.staff(), session.id(), guest.reservedAt() != null, at);
    }
}
