package io.siyu.reach.channel.card;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.InboxStep;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.CustomerId;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A new friend came by a card: they are the one who used it up. After the acquisition, which knows their scan. */
@Component
class CardFriendStep implements InboxStep {

    private static final Set<String> ADDED = Set.of("add_external_contact", "add_half_external_contact");

    private final Cards cards;
    private final CardBatchRows batches;
    private final CardUse use;
    private final CustomerDirectory customers;
    private final StaffDirectory staff;

    CardFriendStep(Cards cards, CardBatchRows batches, CardUse use, CustomerDirectory customers, StaffDirectory staff) {
        this.cards = cards;
        this.batches = batches;
        this.use = use;
        this.customers = customers;
        this.staff = staff;
    }

    @Override
    public String name() {
        return "channel.card";
    }

    @Override
    public int rank() {
        return 45;
    }

    @Override
    public boolean wants(Callback callback) {
        return ADDED.contains(callback.changeType())
                && callback.externalUserId() != null
                && callback.staffUserId() != null;
    }

    @Override
    public Runnable prepare(Callback callback) {
        return () -> {
            Optional<CustomerId> friend = Optional.ofNullable(callback.externalUserId())
                    .flatMap(id -> customers.find(Identity.externalUserId(id)))
                    .map(customers::hold);
            Optional<StaffMember> guide =
                    Optional.ofNullable(callback.staffUserId()).flatMap(staff::byUserId);
            if (friend.isPresent() && guide.isPresent()) {
                used(friend.get(), guide.get(), callback);
            }
        };
    }

    private void used(CustomerId friend, StaffMember guide, Callback callback) {
        for (CardKey card : cards.ledTo(friend, guide.id())) {
            use.use(batches.require(card.batch()), card, friend, callback.occurredAt());
        }
    }
}
