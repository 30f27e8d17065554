package io.siyu.platform;

import io.siyu.shared.BrandZone;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells every face what time it is for the brand and where: "today" is the brand's, not the browser's. */
@RestController
class BrandTimeController {

    private final Clock clock;
    private final BrandZone zone;
    private final boolean sandbox;

    BrandTimeController(Clock clock, BrandZone zone, @Value("${siyu.sandbox:false}") boolean sandbox) {
        this.clock = clock;
        this.zone = zone;
        this.sandbox = sandbox;
    }

    /** {@code zone} is an IANA name; {@code sandbox} says that there are phones to play with and that the clock may jump. */
    record BrandTime(Instant now, String zone, boolean sandbox) {}

    @GetMapping("/api/time")
    BrandTime time() {
        return new BrandTime(clock.instant(), zone.zone().getId(), sandbox);
    }
}
