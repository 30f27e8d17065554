package io.siyu.reach.channel;

import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.RecordedActivity;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A live code brought the brand a friend: how that stands in the timeline, and is read from it again. Once for each friendship. */
public record Acquired(CustomerId customer, StaffId staff, long codeId, Instant at) {

    private static final String TYPE = "channel.acquired";

    public static Optional<Acquired> of(RecordedActivity activity) {
        String staff = activity.attributes().get("staffId");
        String code = activity.attributes().get("codeId");
        if (!activity.type().equals(TYPE) || staff == null || code == null) {
            return Optional.empty();
        }
        return Optional.of(new Acquired(
                activity.customer(), new StaffId(Long.parseLong(staff)), Long.parseLong(code), activity.occurredAt()));
    }

    /** @param codeName as the timeline shows it */
    public Activity activity(String codeName) {
        return new Activity(
                customer,
                TYPE,
                at,
                0,
                Map.of("codeId", Long.toString(codeId), "codeName", codeName, "staffId", staff.toString()),
                "channel",
                "acquired:" + customer + ":" + staff);
    }
}
