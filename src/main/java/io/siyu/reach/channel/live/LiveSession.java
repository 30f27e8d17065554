package io.siyu.reach.channel.live;

import io.siyu.reach.channel.LiveDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A live session as it is stored.
 *
 * @param key in the address of its page
 * @param codeId whoever comes by this live code came by this session
 * @param endedAt when an operator ended it before its planned end
 * @param moves how often its start was moved
 * @param cancelText what those who had reserved are told; absent: nothing
 */
public record LiveSession(
        long id,
        String key,
        long codeId,
        LiveDraft draft,
        Instant createdAt,
        int moves,
        @Nullable Instant endedAt,
        @Nullable Instant cancelledAt,
        @Nullable String cancelText) {

    static final String PATH = "/c/l/";
    private static final String OFF = "off";

    /**
     * Something that those who reserved are told once.
     *
     * @param name another one for another start: who was told of a start is told again when it was moved
     * @param off that there will be no session
     */
    record News(String name, boolean off) {}

    public String path() {
        return PATH + key;
    }

    public LiveState stateAt(Instant now) {
        if (cancelledAt != null) {
            return LiveState.CANCELLED;
        }
        if (!end().isAfter(now)) {
            return LiveState.OVER;
        }
        return draft.startsAt().isAfter(now) ? LiveState.COMING : LiveState.LIVE;
    }

    /** The real one, or the planned one until then. */
    Instant end() {
        return endedAt == null ? draft.endsAt() : endedAt;
    }

    /** The last moment at which an order, or a new friend, counts for it. */
    Instant countsUntil() {
        return end().plus(Duration.ofHours(draft.orderHours()));
    }

    /** What those who reserved should know now, if anything: late is better than never while it is on. */
    Optional<News> newsAt(Instant now) {
        return switch (stateAt(now)) {
            case COMING, LIVE ->
                now.isBefore(draft.startsAt().minus(Duration.ofMinutes(draft.remindMinutes())))
                        ? Optional.empty()
                        : Optional.of(new News(startName(), false));
            case CANCELLED -> cancelText == null ? Optional.empty() : Optional.of(new News(OFF, true));
            case OVER -> Optional.empty();
        };
    }

    private String startName() {
        return draft.startsAt().getEpochSecond() + (moves == 0 ? "" : "." + moves);
    }

    /** The news that whoever was told of it may still need; of anything else they are to be told no more. */
    String currentAt(Instant now) {
        return switch (stateAt(now)) {
            case COMING, LIVE -> startName();
            case CANCELLED -> OFF;
            case OVER -> "";
        };
    }
}
