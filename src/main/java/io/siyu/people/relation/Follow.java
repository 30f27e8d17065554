package io.siyu.people.relation;

import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The friendship of one customer and one employee, over all its endings and beginnings.
 *
 * @param first how it began the very first time; kept for ever
 * @param addedAt when the present or last friendship began
 * @param endedAt absent while they are friends
 * @param reopened how often they became friends again
 */
public record Follow(
        CustomerId customer,
        StaffId staff,
        RelationKey key,
        FollowState state,
        Instant firstAddedAt,
        AddedBy first,
        Instant addedAt,
        AddedBy latest,
        @Nullable Instant endedAt,
        int reopened,
        String remark) {

    public boolean active() {
        return state == FollowState.FOLLOWING;
    }
}
