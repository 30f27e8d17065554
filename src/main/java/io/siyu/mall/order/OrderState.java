package io.siyu.mall.order;

/** Where an order stands. */
public enum OrderState {
    /** Everything is held; waits for the money. */
    PLACED,
    /** Will be closed as soon as it is sure that no money comes. */
    CLOSING,
    CLOSED,
    PAID,
    SHIPPED,
    /** The customer has it and may still give it back. */
    RECEIVED,
    COMPLETED,
    /** The money is on its way back. */
    REFUNDING,
    REFUNDED
}
