package io.siyu.gateway.pay;

/** The channel said a definite no; nothing moved. */
public final class PaymentRefusedException extends RuntimeException {

    private final String code;

    public PaymentRefusedException(String code, String message) {
        super(code + ": " + message);
        this.code = code;
    }

    /** In the channel's words: {@code ORDER_CLOSED}, {@code NOT_ENOUGH}, … */
    public String code() {
        return code;
    }
}
