package io.siyu.reach.channel.landing;

import io.siyu.foundation.scope.SameMachine;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Keeps one browser or one address from emptying a code's places: so many scans a minute, counted on this node. */
@Component
public class ScanLimits {

    static final int WINDOW_SECONDS = 60;

    private static final int PER_VISITOR = 30;

    private final Clock clock;
    private final SameMachine machine;
    private final int perAddress;
    private final ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();
    private volatile long minute;

    ScanLimits(
            Clock clock,
            SameMachine machine,
            @Value("${siyu.channel.scans-per-minute-per-address:600}") int perAddress) {
        this.clock = clock;
        this.machine = machine;
        this.perAddress = perAddress;
    }

    /** The sandbox's phones all scan from this machine. */
    public boolean admits(String visitor, HttpServletRequest request) {
        long now = clock.instant().getEpochSecond() / WINDOW_SECONDS;
        if (now != minute) {
            minute = now;
            counts.clear();
        }
        return counts.merge("visitor " + visitor, 1, Integer::sum) <= PER_VISITOR
                && (machine.calls(request)
                        || counts.merge("address " + request.getRemoteAddr(), 1, Integer::sum) <= perAddress);
    }
}
