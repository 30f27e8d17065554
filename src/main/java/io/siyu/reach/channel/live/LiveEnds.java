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
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes into every guest's timeline that their live session is over, once: plans for afterwards begin there. */
@Component
class LiveEnds implements PolledWork {

    private static final int BATCH = 200;

    private final LiveRows rows;
    private final LiveGuests guests;
    private final CustomerDirectory customers;
    private final Timeline timeline;
    private final OneByOne oneByOne;
    private final Clock clock;

    LiveEnds(
            LiveRows rows,
            LiveGuests guests,
            CustomerDirectory customers,
            Timeline timeline,
            OneByOne oneByOne,
            Clock clock) {
        this.rows = rows;
        this.guests = guests;
        this.customers = customers;
        this.timeline = timeline;
        this.oneByOne = oneByOne;
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
        Instant now = clock.instant();
        Optional<Long> ended = guests.ended(now);
        return ended.isPresent()
                && oneByOne.each(ended.get(), guests.leaving(ended.get(), now, BATCH), some -> leave(ended.get(), some))
                        > 0;
    }

    /** It is looked at again under a lock: its end may just have been moved. Of one that is cancelled nobody is told that it is over. */
    private int leave(long id, List<CustomerId> some) {
        LiveSession session = rows.hold(id);
        LiveState state = session.stateAt(clock.instant());
        if (state != LiveState.OVER && state != LiveState.CANCELLED) {
            return 0;
        }
        List<Guest> taken = guests.takeLeaving(id, customers.hold(some));
        if (state == LiveState.OVER) {
            taken.forEach(guest -> timeline.record(
                    overFor(session, guest).activity(session.draft().title())));
        }
        guests.left(id, taken.stream().map(Guest::customer).toList(), clock.instant());
        return taken.size();
    }

    /** For who came after the end, when they came. */
    private static LiveOver overFor(LiveSession session, Guest guest) {
        Instant at = guest.since().isAfter(session.end()) ? guest.since() : session.end();
        return new LiveOver(guest.customer(), guest.staff(), session.id(), guest.reservedAt() != null, at);
    }
}
