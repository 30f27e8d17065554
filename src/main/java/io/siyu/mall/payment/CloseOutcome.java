package io.siyu.mall.payment;

/** What became of an order's payments when they were to be closed. */
public enum CloseOutcome {
    /** No money came and none can come any more. */
    CLOSED,
    /** Money had come already; it was told as a {@link PaymentSucceeded}. */
    PAID,
    /** The channel did not say: ask again later. */
    UNKNOWN
}
