package io.siyu.mall.order;

import io.siyu.shared.OrderId;
import org.springframework.stereotype.Component;

/** The life of an order after it was placed. */
@Component
public class Orders {

    /** Sent by hand. */
    public void ship(OrderId order, String carrier, String trackingNumber) {
        throw new UnsupportedOperationException();
    }

    /** The customer has it. */
    public void confirmReceipt(OrderId order) {
        throw new UnsupportedOperationException();
    }

    /** Gives a paid order back whole: money, points, coupon, and stock unless it left already. */
    public void refund(OrderId order, String reason) {
        throw new UnsupportedOperationException();
    }
}
