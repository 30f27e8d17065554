package io.siyu.people.relation;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.relation.Follows.Sighting;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a handover changes: the friendships of two employees with a customer, whose customer that is, and who is told. */
@Component
public class Successions {

    /** As the platform numbers it: the corporation assigned the customer. */
    private static final AddedBy ASSIGNED = new AddedBy(202, null);

    private final Follows follows;
    private final FollowRows rows;
    private final Owners owners;
    private final CustomerDirectory customers;
    private final StaffDirectory staff;
    private final ApplicationEventPublisher events;

    Successions(
            Follows follows,
            FollowRows rows,
            Owners owners,
            CustomerDirectory customers,
            StaffDirectory staff,
            ApplicationEventPublisher events) {
        this.follows = follows;
        this.rows = rows;
        this.owners = owners;
        this.customers = customers;
        this.staff = staff;
        this.events = events;
    }

    /**
     * A customer who moved at the platform.
     *
     * @param userId the operator who started it
     */
    public record Succession(
            CustomerId customer,
            StaffId from,
            StaffId to,
            String externalUserId,
            Instant at,
            @Nullable Long userId) {}

    /**
     * Takes the rows that a move writes, the giver's first: a callback has locked one of them when it comes to the handover, and whoever asks
     * the platform must wait for it before locking anything else.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(CustomerId person, StaffId from, StaffId to) {
        CustomerId customer = customers.hold(person);
        rows.lock(customer, from);
        rows.lock(customer, to);
    }

    /** In the caller's transaction, after {@link #hold}; to be called once for one move. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void happened(Succession move) {
        CustomerId customer = customers.hold(move.customer());
        StaffMember before = staff.find(move.from()).orElseThrow();
        StaffMember now = staff.find(move.to()).orElseThrow();
        RelationKey old = new RelationKey(before.wecomUserId(), move.externalUserId());
        RelationKey fresh = new RelationKey(now.wecomUserId(), move.externalUserId());
        Observation ended = Observation.deleted(Observation.Kind.HANDED_OVER, move.at());
        follows.see(new Sighting(customer, before.id(), old, List.of(ended), null, AddedBy.UNKNOWN, null));
        owners.handOver(customer, before.id(), now, move.userId());
        String remark = rows.find(customer, before.id()).map(Follow::remark).orElse(null);
        Observation begun = Observation.added(move.at(), ASSIGNED);
        follows.see(new Sighting(customer, now.id(), fresh, List.of(begun), null, AddedBy.UNKNOWN, remark));
        events.publishEvent(new CustomerHandedOver(customer, before.id(), now.id(), move.at()));
    }

    /** Somebody handed the customer over in WeChat Work's own administration: whoever the rule finds takes over. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void happenedElsewhere(CustomerId person, StaffId from, Instant at) {
        CustomerId customer = customers.hold(person);
        owners.review(customer);
        Optional<StaffId> owner = owners.ownerOf(customer).filter(one -> !one.equals(from));
        events.publishEvent(
                owner.isPresent()
                        ? new CustomerHandedOver(customer, from, owner.get(), at)
                        : new FollowEnded(customer, from, false, at));
    }

    /** The customer's owning store is another one from now on; false when it is already. */
    @Transactional
    public boolean moveStore(CustomerId customer, @Nullable StoreId store, @Nullable Long userId) {
        return owners.moveStore(customer, store, userId);
    }
}
