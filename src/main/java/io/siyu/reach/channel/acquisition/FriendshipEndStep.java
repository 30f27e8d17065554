package io.siyu.reach.channel.acquisition;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.InboxStep;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.acquisition.Acquisitions.Ended;
import io.siyu.reach.channel.figures.Outcomes;
import io.siyu.reach.channel.figures.Outcomes.Place;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * A friendship that a code brought has ended. A step of the inbox and not a listener, so that the same two becoming friends again is
 * taken in after it.
 */
@Component
class FriendshipEndStep implements InboxStep {

    private static final String BY_CUSTOMER = "del_follow_user";
    private static final String BY_STAFF = "del_external_contact";

    private final Acquisitions acquisitions;
    private final CustomerDirectory customers;
    private final StaffDirectory staff;
    private final Outcomes outcomes;
    private final BrandZone zone;

    FriendshipEndStep(
            Acquisitions acquisitions,
            CustomerDirectory customers,
            StaffDirectory staff,
            Outcomes outcomes,
            BrandZone zone) {
        this.acquisitions = acquisitions;
        this.customers = customers;
        this.staff = staff;
        this.outcomes = outcomes;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "channel.friendship-end";
    }

    @Override
    public int rank() {
        return 40;
    }

    @Override
    public boolean wants(Callback callback) {
        boolean ended = callback.changeType().equals(BY_CUSTOMER)
                || callback.changeType().equals(BY_STAFF);
        return ended && callback.externalUserId() != null && callback.staffUserId() != null;
    }

    @Override
    public Runnable prepare(Callback callback) {
        return () -> {
            Optional<CustomerId> customer = Optional.ofNullable(callback.externalUserId())
                    .flatMap(id -> customers.find(Identity.externalUserId(id)))
                    .map(customers::hold);
            Optional<StaffMember> guide =
                    Optional.ofNullable(callback.staffUserId()).flatMap(staff::byUserId);
            if (customer.isPresent() && guide.isPresent()) {
                end(customer.get(), guide.get(), callback);
            }
        };
    }

    private void end(CustomerId customer, StaffMember guide, Callback callback) {
        Instant at = callback.occurredAt();
        Optional<Ended> ended = acquisitions.end(customer, guide.id(), at);
        // Handed over to a colleague is not lost.
        boolean handedOver = "DELETE_BY_TRANSFER".equals(callback.field("Source"));
        if (ended.isPresent() && callback.changeType().equals(BY_CUSTOMER) && !handedOver) {
            long code = ended.get().codeId();
            outcomes.lost(new Place(code, guide.id(), zone.dateOf(ended.get().addedAt())));
            acquisitions.countDeletion(code, guide.id(), zone.dateOf(at));
        }
    }
}
