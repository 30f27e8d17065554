package io.siyu.mall.order;

import io.siyu.shared.CustomerId;

/** The order would cost something else than what the shopper agreed to; nothing was changed. Carries the price of now. */
final class PriceChanged extends RuntimeException {

    private final transient CustomerId customer;
    private final transient Pricer.Priced priced;

    PriceChanged(CustomerId customer, Pricer.Priced priced) {
        super("order.price_changed");
        this.customer = customer;
        this.priced = priced;
    }

    CustomerId customer() {
        return customer;
    }

    Pricer.Priced priced() {
        return priced;
    }
}
