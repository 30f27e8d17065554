package io.siyu.reach.channel.shortlink;

import io.siyu.foundation.job.PolledWork;
import io.siyu.shared.BrandZone;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Counts in memory how often short links are opened, and writes it down each second; a crash loses that second. */
@Component
class ShortOpens implements PolledWork {

    private final ConcurrentHashMap<Long, Long> counts = new ConcurrentHashMap<>();
    private final ShortLinks links;
    private final Clock clock;
    private final BrandZone zone;

    ShortOpens(ShortLinks links, Clock clock, BrandZone zone) {
        this.links = links;
        this.clock = clock;
        this.zone = zone;
    }

    void count(long link) {
        counts.merge(link, 1L, Long::sum);
    }

    @Override
    public String name() {
        return "channel.short-opens";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean workOnce() {
        Map<Long, Long> some = new HashMap<>();
        counts.keySet().forEach(link -> {
            Long opens = counts.remove(link);
            if (opens != null) {
                some.put(link, opens);
            }
        });
        if (!some.isEmpty()) {
            links.opened(zone.dateOf(clock.instant()), some);
        }
        return false;
    }
}
