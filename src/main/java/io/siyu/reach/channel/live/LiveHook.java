package io.siyu.reach.channel.live;

import io.siyu.reach.channel.LandingHook;
import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who scans the code of a live session sees which session they come for, until it is over. */
@Component
class LiveHook implements LandingHook {

    /** What a page shows may be this old. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final LiveRows rows;
    private final LiveGuests guests;
    private final LiveWords words;
    private final Clock clock;
    private volatile Known known = new Known(Map.of(), Instant.MIN);

    LiveHook(LiveRows rows, LiveGuests guests, LiveWords words, Clock clock) {
        this.rows = rows;
        this.guests = guests;
        this.words = words;
        this.clock = clock;
    }

    /** Sessions that are not over, by their codes: every scan of any code asks. */
    private record Known(Map<Long, LiveSession> sessions, Instant at) {}

    @Override
    public boolean offers(long codeId) {
        return recent().containsKey(codeId);
    }

    private Map<Long, LiveSession> recent() {
        Known remembered = known;
        Instant now = clock.instant();
        if (Duration.between(remembered.at(), now).abs().compareTo(REMEMBERED) >= 0) {
            remembered = new Known(rows.open(now), now);
            known = remembered;
        }
        return remembered.sessions();
    }

    @Override
    public Optional<Step> step(Guest guest) {
        return Optional.ofNullable(recent().get(guest.codeId())).flatMap(session -> switch (session.stateAt(
                clock.instant())) {
            case COMING -> Optional.of(coming(session, guest.customer()));
            case LIVE -> Optional.of(live(session));
            case OVER, CANCELLED -> Optional.empty();
        });
    }

    private Step coming(LiveSession session, @Nullable CustomerId customer) {
        String title = "直播「" + session.draft().title() + "」";
        String when = words.moment(session.draft().startsAt()) + " 开播。";
        if (customer == null) {
            return new Step(title, when + "加上导购就算预约，开播前提醒你。", State.LOCKED, null);
        }
        boolean reserved = guests.find(session.id(), customer)
                .map(LiveGuests.Guest::reservedAt)
                .isPresent();
        return reserved
                ? new Step(title, when + "已预约，开播前提醒你。", State.DONE, null)
                : new Step(title, when, State.OPEN, new Link("预约提醒", session.path()));
    }

    private static Step live(LiveSession session) {
        String room = session.draft().roomUrl();
        return new Step(
                "正在直播「" + session.draft().title() + "」",
                room == null ? "加上导购，领直播福利。" : "加上导购，再进直播间。",
                State.OPEN,
                room == null ? null : new Link("进入直播间", room));
    }
}
