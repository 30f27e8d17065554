package io.siyu.mall.order;

import io.siyu.loyalty.coupon.Coupons;
import io.siyu.loyalty.points.Points;
import io.siyu.mall.catalog.Stock;
import io.siyu.mall.pricing.Quote;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.shared.CustomerId;
import io.siyu.shared.OrderId;
import io.siyu.shared.RandomCode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** From a wish to a placed order, in one transaction. */
@Component
public class Checkout {

    private static final int NUMBER_DIGITS = 18;

    private final Pricer pricer;
    private final Holds holds;
    private final Stock stock;
    private final Coupons coupons;
    private final Points points;
    private final NewOrders orders;
    private final Carts carts;
    private final Settling settling;
    private final OrderFacts facts;
    private final CustomerDirectory customers;
    private final OrderRules rules;
    private final Clock clock;

    Checkout(
            Pricer pricer,
            Holds holds,
            Stock stock,
            Coupons coupons,
            Points points,
            NewOrders orders,
            Carts carts,
            Settling settling,
            OrderFacts facts,
            CustomerDirectory customers,
            OrderRules rules,
            Clock clock) {
        this.pricer = pricer;
        this.holds = holds;
        this.stock = stock;
        this.coupons = coupons;
        this.points = points;
        this.orders = orders;
        this.carts = carts;
        this.settling = settling;
        this.facts = facts;
        this.customers = customers;
        this.rules = rules;
        this.clock = clock;
    }

    /** What it would cost now. Changes nothing. */
    public Quote quote(CustomerId customer, OrderRequest request) {
        return pricer.price(customer, request).quote();
    }

    /**
     * Quotes, holds stock, coupon and points, and places the order: all or nothing.
     *
     * @param agreedHash the quote the shopper saw; absent agrees to whatever it costs now
     * @throws io.siyu.shared.DomainException {@code order.item_unavailable}, {@code order.too_many_unpaid}, {@code stock.short},
     *     {@code coupon.unusable}, {@code points.short}
     */
    @Transactional
    public PlacedOrder place(CustomerId person, OrderRequest request, @Nullable String agreedHash) {
        CustomerId customer = customers.hold(person);
        Pricer.Priced priced = pricer.price(customer, request);
        Quote quote = priced.quote();
        if (agreedHash != null && !agreedHash.equals(quote.hash())) {
            throw new PriceChanged(customer, priced);
        }
        holds.countUnpaid(customer);
        Instant now = clock.instant();
        PlacedOrder placed = write(customer, request, priced, now);
        hold(customer, placed.id(), quote);
        if (request.fromCart()) {
            carts.remove(customer, request.pieces().keySet());
        }
        facts.placed(placed.id(), placed.number(), customer, quote.payableFen(), now);
        return placed.paid() ? paidAtOnce(placed) : placed;
    }

    private PlacedOrder write(CustomerId customer, OrderRequest request, Pricer.Priced priced, Instant now) {
        Quote quote = priced.quote();
        String number = RandomCode.digits(NUMBER_DIGITS);
        Instant expires = now.plus(rules.paymentTime());
        OrderId id = orders.insert(
                new NewOrders.Head(number, customers.card(customer), quote, request.receiver(), now, expires));
        orders.insertLines(id, quote.lines(), priced.goods());
        return new PlacedOrder(id, number, quote.payableFen(), quote.payableFen() == 0, expires);
    }

    /** In the order that all of the mall keeps: stock, coupon, points. */
    private void hold(CustomerId customer, OrderId order, Quote quote) {
        List<Stock.Need> needs = orders.needs(order);
        stock.hold(needs);
        Long couponId = quote.couponId();
        if (couponId != null) {
            coupons.reserve(couponId, customer, order, quote.couponFen());
        }
        if (quote.pointsUsed() > 0) {
            points.reserve(customer, quote.pointsUsed(), order);
        }
    }

    /** Nothing is left to pay, so there is nobody to wait for. */
    private PlacedOrder paidAtOnce(PlacedOrder placed) {
        settling.pay(placed.id());
        return placed;
    }
}
