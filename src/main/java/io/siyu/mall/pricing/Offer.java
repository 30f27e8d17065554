package io.siyu.mall.pricing;

import org.jspecify.annotations.Nullable;

/** What may change a price. Offers are worked off in one fixed order: coupon, shipping, points. */
public sealed interface Offer {

    /**
     * One coupon of the shopper.
     *
     * @param thresholdFen the goods in scope must be worth at least this, before any discount
     */
    record Coupon(long couponId, String name, Discount discount, long thresholdFen, Scope scope) implements Offer {}

    /** A flat fee; nothing from {@code freeFromFen} of goods after the coupon on. Never free when that is absent. */
    record Shipping(long feeFen, @Nullable Long freeFromFen) implements Offer {}

    /**
     * Points instead of money, one point a fen, for goods only.
     *
     * @param wanted how many the shopper would like to spend, cut to what is there and to what is left to pay
     */
    record Points(long wanted, long available) implements Offer {}

    /** What a coupon takes off. */
    sealed interface Discount {

        record Amount(long fen) implements Discount {}

        /** @param percentOff 15 takes fifteen of a hundred off, rounded down, at most {@code capFen} */
        record Percent(int percentOff, @Nullable Long capFen) implements Discount {}
    }
}
