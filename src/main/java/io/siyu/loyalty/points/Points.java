package io.siyu.loyalty.points;

import io.siyu.shared.CustomerId;
import io.siyu.shared.OrderId;
import org.springframework.stereotype.Component;

/** The ledger of points. Each movement happens once per source and key, however often it is asked for, in whatever order. */
@Component
public class Points {

    /** Earned, not yet to be spent. Nothing when it was reversed before. */
    public void earnPending(CustomerId customer, long points, String source, String sourceKey) {
        throw new UnsupportedOperationException();
    }

    /** What was earned under this key may now be spent; it pays off debt first. */
    public void confirm(CustomerId customer, String source, String sourceKey) {
        throw new UnsupportedOperationException();
    }

    /** What was earned under this key is taken back; what of it was spent already becomes debt. */
    public void reverse(CustomerId customer, String source, String sourceKey) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sets points aside for an unpaid order.
     *
     * @throws io.siyu.shared.DomainException {@code points.short} when fewer are available
     */
    public void reserve(CustomerId customer, long points, OrderId order) {
        throw new UnsupportedOperationException();
    }

    /** The order was paid: its points are spent. Nothing when it set none aside. */
    public void spend(OrderId order) {
        throw new UnsupportedOperationException();
    }

    /** The order came to nothing before it was paid: its points are there again. */
    public void release(OrderId order) {
        throw new UnsupportedOperationException();
    }

    /** The paid order was given back: the points spent on it are there again. */
    public void giveBack(OrderId order) {
        throw new UnsupportedOperationException();
    }

    /** Gives or takes points by hand or by a rule; below zero takes, at most what is available. */
    public void adjust(CustomerId customer, long points, String note, String source, String sourceKey) {
        throw new UnsupportedOperationException();
    }

    public PointsBalance balance(CustomerId customer) {
        throw new UnsupportedOperationException();
    }
}
