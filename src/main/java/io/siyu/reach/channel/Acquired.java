package io.siyu.reach.channel;

import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.RecordedActivity;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A live code brought the brand a friend: how that stands in the timeline, and is read from it again. Once for each friendship. */
public record Acquired(CustomerId customer, StaffId staff, long codeId, Instant at) {

    private static final String TYPE = "channel.acquired";
    private static final String ACQUISITION = "acquisitionId";

    public static Optional<Acquired> of(RecordedActivity activity) {
        String staff = activity.attributes().get("staffId");
        String code = activity.attributes().get("codeId");
        if (!activity.type().equals(TYPE) || staff == null || code == null) {
            return Optional.empty();
        }
        return Optional.of(new Acquired(
                activity.customer(), new StaffId(Long.parseLong(staff)), Long.parseLong(code), activity.occurredAt()));
    }

    /** The frozen row behind this activity; absent for any other activity, and for those from before they told it. */
    public static OptionalLong acquisitionOf(RecordedActivity activity) {
        String id = activity.attributes().get(ACQUISITION);
        return id == null || !activity.type().equals(TYPE) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(id));
    }

    /**
     * @param codeName as the timeline shows it
     * @param acquisition the row that was frozen for it
     */
    public Activity activity(String codeName, long acquisition) {
        return new Activity(
                customer,
                TYPE,
                at,
                0,
                Map.of(
                        "codeId",
                        Long.toString(codeId),
                        "codeName",
                        codeName,
                        "staffId",
                        staff.toString(),
                        ACQUISITION,
                        Long.toString(acquisition)),
                "channel",
                "acquired:" + customer + ":" + staff);
    }
}
