package io.siyu.foundation.job;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.Alerts;
import io.siyu.foundation.stream.StreamCursors;
import io.siyu.foundation.stream.StreamFollower;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells when a follower of a stream falls behind, or stands still with something before it. */
@Component
class LaggingFollowers implements PolledWork {

    static final String KIND = "stream.lagging";

    private static final long FAR_BEHIND = 5_000;
    private static final long CAUGHT_UP = 100;
    private static final Duration STANDING_STILL = Duration.ofMinutes(2);

    private final List<StreamFollower<?>> followers;
    private final StreamCursors cursors;
    private final Alerts alerts;
    private final Clock clock;
    private final Map<String, Halt> halts = new HashMap<>();

    LaggingFollowers(List<StreamFollower<?>> followers, StreamCursors cursors, Alerts alerts, Clock clock) {
        this.followers = List.copyOf(followers);
        this.cursors = cursors;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Where a follower was seen with something before it, and since when it is there. */
    private record Halt(String place, Instant since) {}

    @Override
    public String name() {
        return "job.lagging-followers";
    }

    @Override
    public boolean workOnce() {
        followers.forEach(this::look);
        return false;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(15);
    }

    private void look(StreamFollower<?> follower) {
        StreamCursors.Standing standing = cursors.standing(follower);
        boolean still = standsStill(follower.name(), standing);
        if (still || standing.lag() >= FAR_BEHIND) {
            alerts.raise(Alert.fault(KIND, follower.name(), null, follower.name(), standing.lag()));
        } else if (standing.lag() <= CAUGHT_UP) {
            alerts.resolve(KIND, follower.name());
        }
    }

    private boolean standsStill(String follower, StreamCursors.Standing standing) {
        Instant now = clock.instant();
        if (standing.lag() == 0) {
            halts.remove(follower);
            return false;
        }
        Halt halt = halts.merge(
                follower,
                new Halt(standing.place(), now),
                (before, fresh) -> before.place().equals(fresh.place()) ? before : fresh);
        return !now.isBefore(halt.since().plus(STANDING_STILL));
    }
}
