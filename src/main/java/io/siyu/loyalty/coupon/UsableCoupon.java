package io.siyu.loyalty.coupon;

import java.time.Instant;

/** A coupon somebody holds and may use now, if the goods fit its terms. */
public record UsableCoupon(long couponId, long templateId, String name, CouponTerms terms, Instant validUntil) {}
