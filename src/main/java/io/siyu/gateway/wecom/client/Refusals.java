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
    private static final int TOO_OFTEN = 45009;
    private static final int TOO_MANY_AT_ONCE = 45033;
    /** Another token helps: the platform ended this one before its time. */
    private static final Set<Integer> STALE_TOKEN = Set.of(40014, 42001);

    private static final Set<Integer> TRY_LATER = Set.of(BUSY, 6000, 40014, 41063, 41096, 42001);
    private static final Set<Integer> TOO_MUCH = Set.of(TOO_OFTEN, 45011, TOO_MANY_AT_ONCE);
    private static final Set<Integer> CREDENTIALS = Set.of(40001, 40013);
    private static final Set<Integer> CONFIGURATION =
            Set.of(40056, 41001, 41004, 42009, 42012, 43012, 48002, 50001, 60011, 60020, 301002);

    private Refusals() {}

    static WeComException of(int code, String errmsg, Throwable cause) {
        return new WeComException(code, errmsg, kindOf(code), cause);
    }

    /** @return whether our corp id or secret are wrong */
    static boolean isAboutCredentials(int code) {
        return CREDENTIALS.contains(code);
    }

    /** Nothing was done, and the very next moment may be better: another token, or fewer calls at once. */
    static boolean passesAtOnce(int code) {
        return code == TOO_MANY_AT_ONCE || STALE_TOKEN.contains(code);
    }

    static boolean isTooManyAtOnce(int code) {
        return code == TOO_MANY_AT_ONCE;
    }

    static boolean isTooOften(int code) {
        return code == TOO_OFTEN;
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
