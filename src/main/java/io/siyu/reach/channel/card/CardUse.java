package io.siyu.reach.channel.card;

import io.siyu.loyalty.coupon.Coupons;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.relation.Relations;
import io.siyu.reach.channel.card.CardOrders.Binding;
import io.siyu.reach.channel.card.CardOrders.Order;
import io.siyu.reach.channel.card.CardOrders.ToldBy;
import io.siyu.reach.channel.card.Cards.Card;
import io.siyu.reach.channel.landing.Visitors;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do with a card: open it, use it up by becoming a friend, say which order it came with, take its gift. */
@Component
class CardUse {

    private static final String COUPON_SOURCE = "card";

    private final Cards cards;
    private final CardOrders orders;
    private final CardFacts facts;
    private final CardProgress progress;
    private final Visitors visitors;
    private final CustomerDirectory customers;
    private final Relations relations;
    private final Coupons coupons;
    private final Clock clock;

    CardUse(
            Cards cards,
            CardOrders orders,
            CardFacts facts,
            CardProgress progress,
            Visitors visitors,
            CustomerDirectory customers,
            Relations relations,
            Coupons coupons,
            Clock clock) {
        this.cards = cards;
        this.orders = orders;
        this.facts = facts;
        this.progress = progress;
        this.visitors = visitors;
        this.customers = customers;
        this.relations = relations;
        this.coupons = coupons;
        this.clock = clock;
    }

    /**
     * Written down before the page is shown. Who is a friend already, and known by this browser, uses the card up by opening it.
     *
     * @param scanId the scan of the live code that this became; absent where there was none
     */
    @Transactional
    public void open(CardBatch batch, CardKey key, String visitor, @Nullable Long scanId) {
        Instant now = clock.instant();
        Card card = cards.opened(key, visitor, scanId, now);
        Optional<CustomerId> known = visitors.customerOf(visitor).map(customers::hold);
        if (card.owner() == null) {
            known.filter(customer -> !relations.followersOf(customer).isEmpty())
                    .ifPresent(friend -> use(batch, key, friend, now));
        } else {
            // Used up and bound at the same moment by two who did not see each other, it was told by neither.
            known.filter(card.owner()::equals).ifPresent(owner -> facts.ordered(batch, card));
        }
    }

    /** The person is held. Nothing when another was first. */
    void use(CardBatch batch, CardKey key, CustomerId customer, Instant at) {
        if (cards.use(key, customer, at)) {
            facts.used(customer, batch, key, at);
            cards.find(key).ifPresent(card -> facts.ordered(batch, card));
        }
    }

    /**
     * The owner of a card says which order it came with.
     *
     * @throws DomainException {@code channel.card.not_yours}, {@code channel.card.order_invalid}, {@code channel.card.order_taken}
     */
    @Transactional
    public void tellOrder(CardBatch batch, CardKey key, String visitor, String typed) {
        owner(key, visitor);
        Order order = Order.of(batch.draft().marketplace(), typed)
                .orElseThrow(() -> DomainException.invalid("orderNo", "channel.card.order_invalid"));
        Binding wanted = new Binding(key, order);
        // The same told twice is told once; another card's order is not ours.
        if (orders.bind(List.of(wanted), ToldBy.SHOPPER, clock.instant()).isEmpty()
                && !orders.known(List.of(wanted)).contains(wanted)) {
            throw DomainException.conflict("channel.card.order_taken");
        }
        cards.find(key).ifPresent(card -> facts.ordered(batch, card));
    }

    /**
     * The owner of a card takes its gift; however often they ask, once.
     *
     * @throws DomainException {@code channel.card.not_yours}, {@code channel.card.gift_waits}, or why the coupon cannot be given
     */
    @Transactional
    public void takeGift(CardBatch batch, CardKey key, String visitor) {
        CustomerId owner = owner(key, visitor);
        Long coupon = batch.draft().couponTemplateId();
        Optional<Card> card = cards.find(key);
        if (coupon == null
                || card.isEmpty()
                || !progress.of(batch, card.get(), owner).giftReady()) {
            throw DomainException.conflict("channel.card.gift_waits");
        }
        if (cards.give(key, owner, clock.instant())) {
            cards.gave(key, coupons.issue(coupon, owner, COUPON_SOURCE, CardFacts.place(key)));
        }
    }

    /** Holds them until the transaction ends. */
    private CustomerId owner(CardKey key, String visitor) {
        CustomerId asking = visitors.customerOf(visitor)
                .map(customers::hold)
                .orElseThrow(() -> DomainException.conflict("channel.card.not_yours"));
        return cards.find(key)
                .map(Card::owner)
                .filter(asking::equals)
                .orElseThrow(() -> DomainException.conflict("channel.card.not_yours"));
    }
}
