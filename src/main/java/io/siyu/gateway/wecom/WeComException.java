package io.siyu.gateway.wecom;

import org.jspecify.annotations.Nullable;

/** WeChat Work said no, or nothing. */
public final class WeComException extends RuntimeException {

    /** What can be done about it. */
    public enum Kind {
        /** The platform is busy and did nothing: try again later. */
        BUSY,
        /** Too often or too many at once: try again later, and slower. */
        LIMITED,
        /** A definite no: the same call will be refused again. */
        REFUSED,
        /** No answer, or one that cannot be read: it may have happened. Ask before doing it again. */
        UNKNOWN,
        /** Our credentials, rights or trusted addresses are wrong: somebody must set this right. */
        MISCONFIGURED
    }

    private final int code;
    private final String errmsg;
    private final Kind kind;

    public WeComException(int code, String errmsg, Kind kind) {
        this(code, errmsg, kind, null);
    }

    public WeComException(int code, String errmsg, Kind kind, @Nullable Throwable cause) {
        super(kind + " " + code + " " + errmsg, cause);
        this.code = code;
        this.errmsg = errmsg;
        this.kind = kind;
    }

    /** The platform's errcode; 0 when it did not answer. */
    public int code() {
        return code;
    }

    /** Kind and code, {@code REFUSED 84061}: what is kept for operators, who read it in their own language. */
    public String word() {
        return kind + " " + code;
    }

    public String errmsg() {
        return errmsg;
    }

    public Kind kind() {
        return kind;
    }
}
