package io.siyu.gateway.wecom.inbox;

import org.springframework.core.NestedExceptionUtils;

/** What is written down of a failure: the kind and first line of its cause. A database's further lines quote rows, and so people. */
final class Failure {

    private static final int LONGEST = 500;

    private Failure() {}

    static String describe(RuntimeException failure) {
        String cause = NestedExceptionUtils.getMostSpecificCause(failure).toString();
        String line = cause.lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
