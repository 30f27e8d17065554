package io.siyu.mall.order;

import io.siyu.loyalty.coupon.CouponTerms;
import io.siyu.loyalty.coupon.Coupons;
import io.siyu.loyalty.coupon.UsableCoupon;
import io.siyu.loyalty.points.Points;
import io.siyu.mall.catalog.Catalog;
import io.siyu.mall.catalog.Sellable;
import io.siyu.mall.pricing.Basket;
import io.siyu.mall.pricing.Offer;
import io.siyu.mall.pricing.Quote;
import io.siyu.mall.pricing.Quotes;
import io.siyu.mall.pricing.Scope;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.SkuId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what the pure quote needs: prices of this moment, the shopper's coupons and points, the shipping fee. */
@Component
class Pricer {

    private final Catalog catalog;
    private final Coupons coupons;
    private final Points points;
    private final OrderRules rules;
    private final Clock clock;

    Pricer(Catalog catalog, Coupons coupons, Points points, OrderRules rules, Clock clock) {
        this.catalog = catalog;
        this.coupons = coupons;
        this.points = points;
        this.rules = rules;
        this.clock = clock;
    }

    record Priced(Quote quote, Basket basket, Map<SkuId, Sellable> goods, long pointsAvailable) {}

    /** What one coupon of the shopper would do to this basket. */
    record Choice(UsableCoupon coupon, Quote.Step step) {}

    /** @throws DomainException {@code order.item_unavailable}, {@code coupon.unusable} */
    Priced price(CustomerId customer, OrderRequest request) {
        Map<SkuId, Integer> pieces = request.pieces();
        Map<SkuId, Sellable> goods = catalog.sellables(pieces.keySet());
        List<Basket.Line> lines = pieces.entrySet().stream()
                .map(piece -> line(goods.get(piece.getKey()), piece.getValue()))
                .toList();
        Basket basket = new Basket(lines);
        long available = points.balance(customer).available();
        List<Offer> offers = new ArrayList<>();
        offers.add(new Offer.Shipping(rules.shippingFen(), rules.freeShippingFromFen()));
        offers.add(new Offer.Points(Math.max(0, request.points()), available));
        Long couponId = request.couponId();
        if (couponId != null) {
            offers.add(coupons.usable(customer, couponId, clock.instant())
                    .map(Pricer::offer)
                    .orElseThrow(
                            () -> DomainException.conflict("coupon.unusable").at("couponId")));
        }
        return new Priced(Quotes.quote(basket, offers), basket, goods, available);
    }

    /** All coupons the shopper could use now, the one that saves most first, with the reason where one does not fit. */
    List<Choice> choices(CustomerId customer, Basket basket) {
        return coupons.usable(customer, clock.instant()).stream()
                .map(coupon -> new Choice(
                        coupon,
                        Quotes.quote(basket, List.of(offer(coupon))).steps().getFirst()))
                .sorted(java.util.Comparator.comparing(
                                (Choice choice) -> choice.step().applied())
                        .thenComparing(choice -> choice.step().amountFen())
                        .reversed())
                .toList();
    }

    private static Basket.Line line(@Nullable Sellable goods, int quantity) {
        if (goods == null || !goods.onSale()) {
            throw DomainException.conflict(
                            "order.item_unavailable", goods == null ? "?" : goods.title() + " " + goods.spec())
                    .at("items");
        }
        return new Basket.Line(goods.sku(), goods.productId(), goods.category(), goods.priceFen(), quantity);
    }

    private static Offer offer(UsableCoupon coupon) {
        CouponTerms terms = coupon.terms();
        Offer.Discount discount = switch (terms.kind()) {
            case AMOUNT -> new Offer.Discount.Amount(terms.amountFen());
            case PERCENT -> new Offer.Discount.Percent(terms.percentOff(), terms.capFen());
        };
        Scope scope = switch (terms.scope()) {
            case ALL -> new Scope.Everything();
            case PRODUCT -> new Scope.Products(terms.productIds());
            case CATEGORY -> new Scope.Categories(terms.categories());
        };
        return new Offer.Coupon(coupon.couponId(), coupon.name(), discount, terms.thresholdFen(), scope);
    }
}
