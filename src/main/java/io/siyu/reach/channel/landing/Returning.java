package io.siyu.reach.channel.landing;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether those who are sent to WeChat come back. They do within a second; where WeChat does not know the domain they stay on an error
 * page of its own, so when nobody comes back nobody is sent for a while. Each node finds out for itself.
 */
final class Returning {

    private static final Logger log = LoggerFactory.getLogger(Returning.class);
    private static final int ENOUGH = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private int away;
    private Instant firstLeft = Instant.MIN;
    private Instant pausedUntil = Instant.MIN;

    /** @return whether one more may be sent, who is then away */
    synchronized boolean leaves(Instant now) {
        if (now.isBefore(pausedUntil)) {
            return false;
        }
        if (away >= ENOUGH && firstLeft.plus(PATIENCE).isBefore(now)) {
            log.warn("Of {} visitors sent to WeChat none came back: is this domain entered there (网页授权域名)?", away);
            away = 0;
            pausedUntil = now.plus(PAUSE);
            return false;
        }
        if (away++ == 0) {
            firstLeft = now;
        }
        return true;
    }

    synchronized void back() {
        away = 0;
        pausedUntil = Instant.MIN;
    }
}
