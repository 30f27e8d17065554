package io.siyu.mall.pricing;

import io.siyu.shared.SkuId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a basket costs and why. The sum of what the lines pay and the shipping fee is what is to be paid.
 *
 * @param pointsUsed how many points it takes, one a fen
 * @param couponId the coupon that was applied, absent when none was
 * @param hash equal for equal quotes; a shopper's consent is to this
 */
public record Quote(
        List<Line> lines,
        List<Step> steps,
        long goodsFen,
        long couponFen,
        long pointsFen,
        long pointsUsed,
        long shippingFen,
        long payableFen,
        @Nullable Long couponId,
        String hash) {

    /** One line with its part of every discount, down to the single piece. */
    public record Line(
            SkuId sku,
            int quantity,
            long unitPriceFen,
            long goodsFen,
            long couponFen,
            long pointsFen,
            long payFen,
            List<Unit> units) {}

    /** One piece: what it takes of the discounts, and what is paid and can be given back for it. */
    public record Unit(long couponFen, long pointsFen, long payFen) {}

    /** What an offer is. */
    public enum Kind {
        COUPON,
        SHIPPING,
        POINTS
    }

    /**
     * One offer and what became of it.
     *
     * @param reason key of a sentence: {@code quote.coupon.below_threshold}
     * @param arguments what the sentence names; fen for money, in order
     * @param amountFen what it takes off, or for shipping adds
     */
    public record Step(
            Kind kind, String label, boolean applied, String reason, List<Object> arguments, long amountFen) {}
}
