package io.siyu.people.timeline;

import io.siyu.shared.CustomerId;
import java.time.Instant;
import java.util.Map;

/**
 * One thing a person did. The same (source, source key, occurredAt) is the same thing, however often it is told.
 *
 * @param type what, as {@code noun.past}: {@code order.paid}
 * @param occurredAt the fact's own time, which never changes and so is the same when it is told again
 * @param amountFen money moved, 0 where there was none, negative where it went back
 * @param attributes what a timeline shows of it; never personal data
 * @param source the module that tells it: {@code order}
 * @param sourceKey unique in the source: {@code 17/paid}
 */
public record Activity(
        CustomerId customer,
        String type,
        Instant occurredAt,
        long amountFen,
        Map<String, String> attributes,
        String source,
        String sourceKey) {

    public Activity {
        attributes = Map.copyOf(attributes);
    }
}
