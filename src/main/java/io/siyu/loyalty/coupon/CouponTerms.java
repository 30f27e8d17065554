package io.siyu.loyalty.coupon;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a coupon takes off and from what. Fixed once the first coupon was given out.
 *
 * @param amountFen what an AMOUNT coupon takes off
 * @param percentOff what a PERCENT coupon takes off: 15 makes 100 cost 85
 * @param capFen the most a PERCENT coupon takes off
 * @param thresholdFen the goods in scope must be worth at least this
 * @param productIds the goods in scope PRODUCT
 * @param categories the goods in scope CATEGORY
 */
public record CouponTerms(
        Kind kind,
        long amountFen,
        int percentOff,
        @Nullable Long capFen,
        long thresholdFen,
        Scope scope,
        Set<Long> productIds,
        Set<String> categories) {

    public CouponTerms {
        productIds = Set.copyOf(productIds);
        categories = Set.copyOf(categories);
    }

    /** How the discount is reckoned. */
    public enum Kind {
        AMOUNT,
        PERCENT
    }

    /** Which goods it is for. */
    public enum Scope {
        ALL,
        PRODUCT,
        CATEGORY
    }

    /** So much off any goods worth at least the threshold. */
    public static CouponTerms amountOff(long amountFen, long thresholdFen) {
        return new CouponTerms(Kind.AMOUNT, amountFen, 0, null, thresholdFen, Scope.ALL, Set.of(), Set.of());
    }

    /** So many percent off any goods worth at least the threshold. */
    public static CouponTerms percentOff(int percentOff, @Nullable Long capFen, long thresholdFen) {
        return new CouponTerms(Kind.PERCENT, 0, percentOff, capFen, thresholdFen, Scope.ALL, Set.of(), Set.of());
    }

    /** The same, for goods of these categories only. */
    public CouponTerms forCategories(Set<String> only) {
        return new CouponTerms(kind, amountFen, percentOff, capFen, thresholdFen, Scope.CATEGORY, Set.of(), only);
    }

    /** The same, for these products only. */
    public CouponTerms forProducts(Set<Long> only) {
        return new CouponTerms(kind, amountFen, percentOff, capFen, thresholdFen, Scope.PRODUCT, only, Set.of());
    }
}
