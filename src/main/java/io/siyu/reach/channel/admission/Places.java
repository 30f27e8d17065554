package io.siyu.reach.channel.admission;

import io.siyu.reach.channel.allocation.Count;
import io.siyu.reach.channel.allocation.Decision;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The places of one day of one code, kept as a day is told again: taken by a decision, free again after ten minutes without an add. */
final class Places {

    private final Map<StaffId, Count> counts = new HashMap<>();
    private final PriorityQueue<Expiry> open = new PriorityQueue<>(Comparator.comparing(Expiry::at));

    private record Expiry(Instant at, StaffId guide) {}

    /** What has been taken by then. */
    Map<StaffId, Count> at(Instant moment) {
        while (!open.isEmpty() && !open.peek().at().isAfter(moment)) {
            StaffId guide = open.remove().guide();
            counts.computeIfPresent(
                    guide,
                    (id, count) -> new Count(count.turns(), count.adds(), count.reserved() - 1, count.overall() - 1));
        }
        return counts;
    }

    /** @param addedAt when the visitor became a friend; absent: never */
    void take(Decision decision, Instant at, @Nullable Instant addedAt) {
        if (decision.guide().isEmpty()) {
            return;
        }
        StaffId guide = decision.guide().get();
        counts.put(guide, counts.getOrDefault(guide, Count.NONE).with(decision));
        if (decision.reserves() && addedAt == null) {
            open.add(new Expiry(at.plus(Admissions.PLACE), guide));
        }
    }
}
