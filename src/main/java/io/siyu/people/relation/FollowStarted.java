package io.siyu.people.relation;

import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer and an employee became friends.
 *
 * @param first false when they had been friends before
 * @param state what the contact way carried
 */
public record FollowStarted(
        CustomerId customer,
        StaffId staff,
        boolean first,
        @Nullable String state,
        Instant at) {}
