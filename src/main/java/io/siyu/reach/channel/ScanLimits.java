package io.siyu.reach.channel;

import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Keeps one browser or one address from emptying a code's places: so many scans a minute, counted on this node. */
@Component
class ScanLimits {

    private static final int PER_VISITOR = 30;

    private final Clock clock;
    private final int perAddress;
    private final ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();
    private volatile long minute;

    ScanLimits(Clock clock, @Value("${siyu.channel.scans-per-minute-per-address:600}") int perAddress) {
        this.clock = clock;
        this.perAddress = perAddress;
    }

    boolean admits(String visitor, String address) {
        long now = clock.instant().getEpochSecond() / 60;
        if (now != minute) {
            minute = now;
            counts.clear();
        }
        return counts.merge("visitor " + visitor, 1, Integer::sum) <= PER_VISITOR
                && counts.merge("address " + address, 1, Integer::sum) <= perAddress;
    }
}
