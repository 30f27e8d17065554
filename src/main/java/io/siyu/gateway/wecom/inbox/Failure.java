package io.siyu.gateway.wecom.inbox;

import io.siyu.gateway.wecom.WeComException;
import org.springframework.core.NestedExceptionUtils;

/** What is said of a failure: its code to operators, and the first line of its cause to the log. A database's further lines quote people. */
final class Failure {

    private static final int LONGEST = 500;

    private Failure() {}

    /** Kind and code of a refusal, {@code REFUSED 84061}; the name of an error of ours. */
    static String code(RuntimeException failure) {
        return failure instanceof WeComException refusal
                ? refusal.word()
                : NestedExceptionUtils.getMostSpecificCause(failure).getClass().getSimpleName();
    }

    static String describe(RuntimeException failure) {
        String cause = NestedExceptionUtils.getMostSpecificCause(failure).toString();
        String line = cause.lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
