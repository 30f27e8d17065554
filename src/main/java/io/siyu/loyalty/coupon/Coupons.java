package io.siyu.loyalty.coupon;

import io.siyu.shared.CustomerId;
import io.siyu.shared.OrderId;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Coupons in people's hands, each given out once and used once. */
@Component
public class Coupons {

    /**
     * Gives a coupon. Again with the same source and key it changes nothing and answers the same coupon. A refusal leaves the
     * caller's transaction usable.
     *
     * @return the coupon's id
     * @throws io.siyu.shared.DomainException {@code coupon.template_not_found}, {@code coupon.stopped}, {@code coupon.ended},
     *     {@code coupon.sold_out}, {@code coupon.per_person_limit}
     */
    public long issue(long templateId, CustomerId customer, String source, String sourceKey) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sets a coupon aside for an unpaid order.
     *
     * @param discountFen what it takes off there
     * @throws io.siyu.shared.DomainException {@code coupon.unusable} when it is not this person's, used, set aside or out of date
     */
    public void reserve(long couponId, CustomerId customer, OrderId order, long discountFen) {
        throw new UnsupportedOperationException();
    }

    /** The order was paid: its coupon is used. Nothing when the order has none. */
    public void redeem(OrderId order) {
        throw new UnsupportedOperationException();
    }

    /** The order came to nothing before it was paid: its coupon is free again. */
    public void release(OrderId order) {
        throw new UnsupportedOperationException();
    }

    /** The paid order was given back: its coupon is usable again, for at least seven more days. */
    public void giveBack(OrderId order) {
        throw new UnsupportedOperationException();
    }

    /** What this person could use at that time, soonest ending first. */
    public List<UsableCoupon> usable(CustomerId customer, Instant at) {
        throw new UnsupportedOperationException();
    }
}
