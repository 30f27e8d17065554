package io.siyu.reach.channel.direct;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.ContactWays;
import io.siyu.gateway.wecom.Pictures;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.reach.channel.admission.Eligible;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.code.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Keeps who is behind direct codes to those who may take visitors now, and whether they are asked: looked at when a shift or an hour rule
 * begins or ends, at midnight, and when {@link DirectTouch} saw an add or another presence. The platform is told only what differs from
 * what it was told last. Between two looks as many may come as like: that is what a direct code cannot promise.
 */
@Component
class DirectKeeper implements PolledWork {

    /** Nobody may take visitors, and there is no fallback: who was behind it last stays. */
    static final String NOBODY = "NOBODY";

    /** The platform's picture holds nothing that could be printed anew. */
    static final String UNREADABLE = "PICTURE_UNREADABLE";

    /** However quiet it is. */
    static final Duration AT_LEAST = Duration.ofMinutes(10);

    private static final Duration SOON = Duration.ofSeconds(5);

    private final DirectWays rows;
    private final CodeRows codes;
    private final Behind behind;
    private final Eligible eligible;
    private final Verification verification;
    private final ContactWays ways;
    private final Pictures pictures;
    private final Clock clock;

    DirectKeeper(
            DirectWays rows,
            CodeRows codes,
            Behind behind,
            Eligible eligible,
            Verification verification,
            ContactWays ways,
            Pictures pictures,
            Clock clock) {
        this.rows = rows;
        this.codes = codes;
        this.behind = behind;
        this.eligible = eligible;
        this.verification = verification;
        this.ways = ways;
        this.pictures = pictures;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "channel.direct";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean workOnce() {
        Optional<DirectWays.Way> claimed = rows.claim();
        claimed.ifPresent(way -> {
            try {
                CallLane.OPERATOR.run(() -> keep(way));
            } catch (WeComException e) {
                postpone(way, e);
            }
        });
        return claimed.isPresent();
    }

    private void keep(DirectWays.Way way) {
        String configId = way.configId();
        String picture = way.qrUrl();
        Instant now = clock.instant();
        if (configId == null || picture == null) {
            rows.later(way, now.plus(SOON), way.standingIn(), null);
            return;
        }
        if (way.content() == null) {
            Optional<String> content = QrText.read(pictures.read(picture));
            if (content.isEmpty()) {
                rows.later(way, now.plus(AT_LEAST), way.standingIn(), UNREADABLE);
                return;
            }
            rows.read(way, content.get());
        }
        tell(way, configId, codes.require(way.codeId()), now);
    }

    private void tell(DirectWays.Way way, String configId, LiveCode code, Instant now) {
        Behind.Members members = behind.of(code, now);
        Instant again = nextLook(code, now);
        boolean skip = verification.skipped(code, now);
        String digest = digest(members, skip);
        if (members.userIds().isEmpty()) {
            rows.later(way, again, true, NOBODY);
        } else if (digest.equals(way.told())) {
            rows.later(way, again, members.standingIn(), null);
        } else if (rows.telling(way)) {
            ways.update(configId, members.userIds(), skip);
            rows.told(way, members, digest, again);
        }
    }

    private Instant nextLook(LiveCode code, Instant now) {
        Instant turn = verification.nextTurn(code, now).orElse(null);
        return Stream.of(eligible.nextTurn(code, now), turn, code.afterlife().expiresAt(), now.plus(AT_LEAST))
                .filter(Objects::nonNull)
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private void postpone(DirectWays.Way way, WeComException e) {
        Duration wait = e.kind() == WeComException.Kind.REFUSED
                ? AT_LEAST
                : SOON.multipliedBy(1L << Math.min(way.attempts(), 6));
        rows.later(way, clock.instant().plus(wait), way.standingIn(), e.word());
    }

    private static String digest(Behind.Members members, boolean skipVerify) {
        String text = String.join("|", members.userIds()) + "|" + skipVerify;
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
