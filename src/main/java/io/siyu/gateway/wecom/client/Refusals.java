package io.siyu.gateway.wecom.client;

import io.siyu.gateway.wecom.WeComException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Set;
import me.chanjar.weixin.common.error.WxRuntimeException;
import org.apache.http.conn.ConnectTimeoutException;

/** What a failed call means for the caller. Codes: developer.work.weixin.qq.com, page 90313. */
final class Refusals {

    private static final int BUSY = -1;
    private static final Set<Integer> TRY_LATER = Set.of(BUSY, 6000, 41063, 41096);
    private static final Set<Integer> TOO_MUCH = Set.of(45009, 45011, 45033);
    private static final Set<Integer> CREDENTIALS = Set.of(40001, 40013);
    private static final Set<Integer> CONFIGURATION =
            Set.of(40014, 40056, 41001, 41004, 42001, 42009, 42012, 43012, 48002, 50001, 60011, 60020, 301002);

    private Refusals() {}

    static WeComException of(int code, String errmsg, Throwable cause) {
        return new WeComException(code, errmsg, kindOf(code), cause);
    }

    /** @return whether our corp id or secret are wrong */
    static boolean isAboutCredentials(int code) {
        return CREDENTIALS.contains(code);
    }

    /** No errcode came. Nothing was sent when not even a connection was made. */
    static WeComException of(WxRuntimeException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof ConnectException
                || cause instanceof ConnectTimeoutException
                || cause instanceof UnknownHostException) {
            return new WeComException(0, "cannot be reached", WeComException.Kind.BUSY, failure);
        }
        if (cause == null) {
            return new WeComException(BUSY, "busy, also when asked again", WeComException.Kind.BUSY, failure);
        }
        return new WeComException(
                0, "no answer: " + cause.getClass().getSimpleName(), WeComException.Kind.UNKNOWN, failure);
    }

    private static WeComException.Kind kindOf(int code) {
        if (TRY_LATER.contains(code)) {
            return WeComException.Kind.BUSY;
        }
        if (TOO_MUCH.contains(code)) {
            return WeComException.Kind.LIMITED;
        }
        return CREDENTIALS.contains(code) || CONFIGURATION.contains(code)
                ? WeComException.Kind.MISCONFIGURED
                : WeComException.Kind.REFUSED;
    }
}
