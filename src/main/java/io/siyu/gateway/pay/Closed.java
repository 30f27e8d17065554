package io.siyu.gateway.pay;

/** How closing ended. */
public enum Closed {
    CLOSED,
    /** The payer was faster: treat it as paid. */
    ALREADY_PAID
}
