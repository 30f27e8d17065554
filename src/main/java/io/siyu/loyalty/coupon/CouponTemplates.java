package io.siyu.loyalty.coupon;

import org.springframework.stereotype.Component;

/** The kinds of coupons there are. */
@Component
public class CouponTemplates {

    /**
     * Makes a template that can be given out at once.
     *
     * @return its id
     */
    public long create(CouponDraft draft) {
        throw new UnsupportedOperationException();
    }

    /** @throws io.siyu.shared.DomainException {@code coupon.template_not_found} unless it is there and can still be given out */
    public void requireIssuable(long templateId) {
        throw new UnsupportedOperationException();
    }

    public String nameOf(long templateId) {
        throw new UnsupportedOperationException();
    }
}
