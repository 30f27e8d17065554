package io.siyu.reach.channel;

import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.RecordedActivity;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A live session is over for one of its guests: how that stands in the timeline, and is read from it again. Once for each guest.
 *
 * @param staff with whom they took part
 * @param reserved before the start; false for who became a friend later
 */
public record LiveOver(CustomerId customer, StaffId staff, long sessionId, boolean reserved, Instant at) {

    private static final String TYPE = "channel.live_over";

    public static Optional<LiveOver> of(RecordedActivity activity) {
        String staff = activity.attributes().get("staffId");
        String session = activity.attributes().get("sessionId");
        if (!activity.type().equals(TYPE) || staff == null || session == null) {
            return Optional.empty();
        }
        return Optional.of(new LiveOver(
                activity.customer(),
                new StaffId(Long.parseLong(staff)),
                Long.parseLong(session),
                "RESERVED".equals(activity.attributes().get("how")),
                activity.occurredAt()));
    }

    /** @param title as the timeline shows it */
    public Activity activity(String title) {
        return new Activity(
                customer,
                TYPE,
                at,
                0,
                Map.of(
                        "sessionId",
                        Long.toString(sessionId),
                        "title",
                        title,
                        "staffId",
                        staff.toString(),
                        "how",
                        reserved ? "RESERVED" : "ADDED"),
                "channel",
                "live-over:" + sessionId + ":" + customer);
    }
}
