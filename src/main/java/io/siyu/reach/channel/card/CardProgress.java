package io.siyu.reach.channel.card;

import io.siyu.people.customer.CustomerCard;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.reach.channel.card.Cards.Card;
import io.siyu.shared.CustomerId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far somebody is with a card. */
@Component
class CardProgress {

    private final CustomerDirectory customers;

    CardProgress(CustomerDirectory customers) {
        this.customers = customers;
    }

    /** Who used the card up, seen by who looks. */
    enum Owner {
        NOBODY,
        ME,
        ANOTHER
    }

    /**
     * The steps of one card for one person.
     *
     * @param member whether their phone is verified
     * @param ordered whether the order is known
     * @param given whether the gift is theirs
     */
    record Steps(Owner owner, boolean member, boolean ordered, boolean given, boolean asksMember, boolean asksOrder) {

        boolean giftReady() {
            return owner == Owner.ME && (member || !asksMember) && (ordered || !asksOrder);
        }

        /** Another text when anything changed. */
        String mark() {
            return "%s %b %b %b".formatted(owner, member, ordered, given);
        }
    }

    /** @param customer who looks; absent for a browser that we do not know yet */
    Steps of(CardBatch batch, @Nullable Card card, @Nullable CustomerId customer) {
        boolean asksMember = batch.draft().asksMember();
        Owner owner = ownerOf(card, customer);
        boolean member = asksMember && owner == Owner.ME && customer != null && hasPhone(customer);
        boolean ordered = card != null && card.order() != null;
        boolean given = owner == Owner.ME && card != null && card.giftAt() != null;
        return new Steps(
                owner, member, ordered, given, asksMember, batch.draft().asksOrder());
    }

    private static Owner ownerOf(@Nullable Card card, @Nullable CustomerId customer) {
        if (card == null || card.owner() == null) {
            return Owner.NOBODY;
        }
        return card.owner().equals(customer) ? Owner.ME : Owner.ANOTHER;
    }

    private boolean hasPhone(CustomerId customer) {
        CustomerCard known = customers.cards(List.of(customer)).get(customer);
        return known != null && known.maskedPhone() != null;
    }
}
