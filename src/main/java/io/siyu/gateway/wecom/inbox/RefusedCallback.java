package io.siyu.gateway.wecom.inbox;

import org.springframework.http.HttpStatus;

/** A request to the callback address that is not from WeChat Work, not for us, or not readable. */
final class RefusedCallback extends RuntimeException {

    private final HttpStatus status;

    RefusedCallback(HttpStatus status, String reason) {
        super(reason);
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }
}
