package io.siyu.gateway.pay;

/** A notification that the channel did not send to us just now. Answer with a client error. */
public final class ForgedNoticeException extends RuntimeException {

    public ForgedNoticeException(String message) {
        super(message);
    }
}
