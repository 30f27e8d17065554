package io.siyu.gateway.wecom;

import java.util.Set;

/** @param invalidUserIds who did not get the message: unknown, outside the app's range, or without a licence */
public record SendResult(Set<String> invalidUserIds) {

    public SendResult {
        invalidUserIds = Set.copyOf(invalidUserIds);
    }
}
