package io.siyu.gateway.pay;

/** No answer, or none that can be trusted: it may or may not have happened. */
public final class PaymentUnknownException extends RuntimeException {

    public PaymentUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
