package io.siyu.people.timeline;

import io.siyu.shared.CustomerId;
import java.time.Instant;
import java.util.Map;

/**
 * An activity as it stands in the timeline. The customer is whom it was written for; a person merged away since then is resolved by
 * whoever reads ({@code CustomerDirectory.survivor}).
 */
public record RecordedActivity(
        long id,
        CustomerId customer,
        String type,
        Instant occurredAt,
        long amountFen,
        Map<String, String> attributes,
        String source,
        String sourceKey) {}
