package io.siyu.mall.order;

import io.siyu.shared.CustomerId;

/** Who moved an order on. */
record Actor(String text) {

    /** Time, or the payment channel. */
    static final Actor SYSTEM = new Actor("system");

    static Actor shopper(CustomerId customer) {
        return new Actor("shopper:" + customer);
    }

    static Actor operator(long userId) {
        return new Actor("operator:" + userId);
    }
}
