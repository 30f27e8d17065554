package io.siyu.reach.channel.live;

import io.siyu.foundation.stream.StreamFollower;
import io.siyu.foundation.stream.StreamSource;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.timeline.RecordedActivity;
import io.siyu.people.timeline.Timeline;
import io.siyu.reach.channel.Acquired;
import io.siyu.reach.channel.live.LiveOrders.Bought;
import io.siyu.shared.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Follows adds by the codes of live sessions, and what their guests buy and give back, in whatever order it is told. */
@Component
class LiveFollower implements StreamFollower<RecordedActivity> {

    static final String NAME = "channel.live";

    /** By whichever shop. */
    private static final String PAID = "order.paid";

    private static final String REFUNDED = "order.refunded";

    private final LiveRows rows;
    private final LiveGuests guests;
    private final LiveOrders orders;
    private final Timeline timeline;
    private final CustomerDirectory customers;

    LiveFollower(LiveRows rows, LiveGuests guests, LiveOrders orders, Timeline timeline, CustomerDirectory customers) {
        this.rows = rows;
        this.guests = guests;
        this.orders = orders;
        this.timeline = timeline;
        this.customers = customers;
    }

    private record Came(Acquired acquired, LiveSession session) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StreamSource<RecordedActivity> source() {
        return Timeline.STREAM;
    }

    /** People are held before anything is written about them; of the many who buy only those who are guests. */
    @Override
    public void apply(List<RecordedActivity> activities) {
        List<Came> came = came(activities);
        List<RecordedActivity> paid = ofGuests(of(PAID, activities));
        customers.hold(Stream.concat(
                        came.stream().map(one -> one.acquired().customer()),
                        paid.stream().map(RecordedActivity::customer))
                .distinct()
                .toList());
        came.forEach(one -> guests.added(
                one.session(),
                customers.hold(one.acquired().customer()),
                one.acquired().staff(),
                one.acquired().at()));
        List<Came> buyers = buyers(came);
        List<Bought> bought = Stream.concat(paid.stream(), buyers.stream().flatMap(one -> since(one, PAID).stream()))
                .map(this::bought)
                .toList();
        if (!bought.isEmpty()) {
            orders.paid(bought);
        }
        of(REFUNDED, activities).forEach(orders::refunded);
        buyers.forEach(one -> since(one, REFUNDED).forEach(orders::refunded));
    }

    private static List<RecordedActivity> of(String type, List<RecordedActivity> activities) {
        return activities.stream().filter(one -> one.type().equals(type)).toList();
    }

    private List<RecordedActivity> ofGuests(List<RecordedActivity> orders) {
        if (orders.isEmpty()) {
            return orders;
        }
        Set<CustomerId> known =
                guests.among(orders.stream().map(RecordedActivity::customer).collect(Collectors.toSet()));
        return orders.stream().filter(one -> known.contains(one.customer())).toList();
    }

    /** Adds by the code of a session that takes guests in. */
    private List<Came> came(List<RecordedActivity> activities) {
        List<Acquired> acquired =
                activities.stream().map(Acquired::of).flatMap(Optional::stream).toList();
        if (acquired.isEmpty()) {
            return List.of();
        }
        Map<Long, LiveSession> sessions =
                rows.byCodes(acquired.stream().map(Acquired::codeId).collect(Collectors.toSet()));
        return acquired.stream()
                .flatMap(one -> Optional.ofNullable(sessions.get(one.codeId()))
                        .filter(session -> takesIn(session, one.at()))
                        .map(session -> new Came(one, session))
                        .stream())
                .toList();
    }

    /** The platform tells the moment of an add in seconds. */
    private static boolean takesIn(LiveSession session, Instant at) {
        return session.cancelledAt() == null
                && at.plusSeconds(1).isAfter(session.createdAt())
                && !at.isAfter(session.countsUntil());
    }

    /** What they bought, and gave back, may have been told before the add was. */
    private List<Came> buyers(List<Came> came) {
        Set<CustomerId> buyers = came.isEmpty()
                ? Set.of()
                : timeline.among(
                        came.stream().map(one -> one.acquired().customer()).collect(Collectors.toSet()), PAID);
        return came.stream()
                .filter(one -> buyers.contains(one.acquired().customer()))
                .toList();
    }

    private List<RecordedActivity> since(Came came, String type) {
        CustomerId person = customers.hold(came.acquired().customer());
        List<RecordedActivity> found = new ArrayList<>();
        Optional<RecordedActivity> next =
                timeline.first(person, type, came.acquired().at());
        while (next.isPresent()) {
            found.add(next.get());
            next = timeline.first(person, type, next.get().occurredAt().plusNanos(1_000));
        }
        return found;
    }

    private Bought bought(RecordedActivity order) {
        return new Bought(customers.hold(order.customer()), order);
    }
}
