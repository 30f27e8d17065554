package io.siyu.gateway.wecom.quota;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.gateway.wecom.client.WeComProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Keeps all nodes together below what the platform allows. A node takes the calls of an API from the database by the hundred, so that a
 * call costs a hundredth of a statement; an API that was called too often all the same is left alone by every node.
 */
@Component
public class Governor {

    /** A welcome code is dead after any waiting, so trying costs nothing. */
    private static final Set<String> NEVER_REFUSED = Set.of("/cgi-bin/externalcontact/send_welcome_msg");

    private static final int AT_A_TIME = 100;
    private static final int TOO_OFTEN = 45009;
    /** Whoever was refused asks the database again after this, not at every call. */
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);

    private final QuotaRows rows;
    private final String corpId;
    private final Map<Source, Supply> supplies = new ConcurrentHashMap<>();
    private volatile Map<String, QuotaRows.Pause> pauses = Map.of();

    private record Source(String api, CallLane lane) {}

    Governor(QuotaRows rows, WeComProperties properties) {
        this.rows = rows;
        // Shown from the start, with 0.
        List.of(CallLane.values()).forEach(Governor::waits);
        this.corpId = String.valueOf(properties.corpId());
    }

    /** @throws WeComException LIMITED while the API is left alone, or while its calls are kept for those who come first */
    public void enter(String api) {
        CallLane lane = CallLane.present();
        QuotaRows.Pause pause = pauses.get(api);
        if (pause != null && rows.now().isBefore(pause.until())) {
            throw limited(lane, "called too often before, left alone until " + pause.until());
        }
        boolean enough =
                supplies.computeIfAbsent(new Source(api, lane), Supply::new).take();
        if (!enough && !NEVER_REFUSED.contains(api)) {
            throw limited(lane, "what is left of this minute or hour is kept for those who come first");
        }
    }

    /** The platform said that it was too often. */
    public void overrun(String api) {
        if (!NEVER_REFUSED.contains(api)) {
            QuotaRows.Pause pause = rows.pause(corpId, api);
            Map<String, QuotaRows.Pause> known = new ConcurrentHashMap<>(pauses);
            known.put(api, pause);
            pauses = known;
        }
    }

    /** The platform answered. */
    public void accepted(String api) {
        if (pauses.containsKey(api)) {
            rows.resume(corpId, api);
            refresh();
        }
    }

    /** Hears of what other nodes found out. */
    public void refresh() {
        pauses = rows.pauses(corpId).stream().collect(Collectors.toMap(QuotaRows.Pause::api, Function.identity()));
    }

    private static WeComException limited(CallLane lane, String why) {
        waits(lane).increment();
        return new WeComException(TOO_OFTEN, why, WeComException.Kind.LIMITED);
    }

    private static Counter waits(CallLane lane) {
        return Metrics.counter("siyu.wecom.quota.waits", "lane", lane.name().toLowerCase(Locale.ROOT));
    }

    /** What this node has taken of an API's calls for one lane and not used yet. */
    private final class Supply {
        private final Source source;
        private int left;
        private Instant refusedAt = Instant.EPOCH;

        Supply(Source source) {
            this.source = source;
        }

        synchronized boolean take() {
            Instant now = rows.now();
            if (left == 0 && Duration.between(refusedAt, now).abs().compareTo(ASK_AGAIN) >= 0) {
                if (rows.take(corpId, source.api(), source.lane(), AT_A_TIME)) {
                    left = AT_A_TIME;
                } else {
                    refusedAt = now;
                }
            }
            if (left == 0) {
                return false;
            }
            left--;
            return true;
        }
    }
}
