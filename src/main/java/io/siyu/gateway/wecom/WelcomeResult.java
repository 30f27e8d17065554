package io.siyu.gateway.wecom;

/** What became of a welcome. */
public enum WelcomeResult {
    SENT,
    NOT_SENT,
    /** The platform never answered. */
    UNKNOWN
}
