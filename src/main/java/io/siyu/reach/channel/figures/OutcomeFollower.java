package io.siyu.reach.channel.figures;

import io.siyu.foundation.stream.StreamFollower;
import io.siyu.foundation.stream.StreamSource;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.timeline.RecordedActivity;
import io.siyu.people.timeline.Timeline;
import io.siyu.reach.channel.Acquired;
import io.siyu.reach.channel.landing.WeChatVisitors;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Follows adds and orders, so that the add itself counts nothing but itself and asks nothing about browsers. */
@Component
class OutcomeFollower implements StreamFollower<RecordedActivity> {

    static final String NAME = "channel.outcome";

    /** By whichever shop. */
    private static final String BOUGHT = "order.paid";

    private final Outcomes outcomes;
    private final FirstOrders orders;
    private final Timeline timeline;
    private final CustomerDirectory customers;
    private final WeChatVisitors visitors;
    private final BrandZone zone;

    OutcomeFollower(
            Outcomes outcomes,
            FirstOrders orders,
            Timeline timeline,
            CustomerDirectory customers,
            WeChatVisitors visitors,
            BrandZone zone) {
        this.outcomes = outcomes;
        this.orders = orders;
        this.timeline = timeline;
        this.customers = customers;
        this.visitors = visitors;
        this.zone = zone;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StreamSource<RecordedActivity> source() {
        return Timeline.STREAM;
    }

    /** People are held before anything is counted: an end of a friendship does it in that order too. */
    @Override
    public void apply(List<RecordedActivity> activities) {
        List<Long> acquisitions = activities.stream()
                .map(Acquired::acquisitionOf)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .toList();
        visitors.added(acquisitions);
        List<RecordedActivity> bought =
                activities.stream().filter(one -> one.type().equals(BOUGHT)).toList();
        List<Acquired> added = ofBuyers(activities);
        customers.hold(Stream.concat(
                        bought.stream().map(RecordedActivity::customer),
                        added.stream().map(Acquired::customer))
                .distinct()
                .toList());
        bought.forEach(order -> orders.credit(customers.hold(order.customer()), order));
        added.forEach(this::orderedMeanwhile);
        if (!acquisitions.isEmpty()) {
            outcomes.frozen(acquisitions, zone.zone().getId());
        }
    }

    /** Adds of people who have an order: it may have been told before the add was. */
    private List<Acquired> ofBuyers(List<RecordedActivity> activities) {
        List<Acquired> added =
                activities.stream().map(Acquired::of).flatMap(Optional::stream).toList();
        Set<CustomerId> buyers = added.isEmpty()
                ? Set.of()
                : timeline.among(added.stream().map(Acquired::customer).collect(Collectors.toSet()), BOUGHT);
        return added.stream().filter(one -> buyers.contains(one.customer())).toList();
    }

    private void orderedMeanwhile(Acquired acquired) {
        CustomerId person = customers.hold(acquired.customer());
        timeline.first(person, BOUGHT, acquired.at()).ifPresent(order -> orders.credit(person, order));
    }
}
