package io.siyu.mall.order;

import io.siyu.mall.pricing.Quote;
import io.siyu.shared.CustomerId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From a wish to a placed order, in one transaction. */
@Component
public class Checkout {

    /** What it would cost now. Changes nothing. */
    public Quote quote(CustomerId customer, OrderRequest request) {
        throw new UnsupportedOperationException();
    }

    /**
     * Quotes, holds stock, coupon and points, and places the order: all or nothing.
     *
     * @param agreedHash the quote the shopper saw; absent agrees to whatever it costs now
     */
    public PlacedOrder place(CustomerId customer, OrderRequest request, @Nullable String agreedHash) {
        throw new UnsupportedOperationException();
    }
}
