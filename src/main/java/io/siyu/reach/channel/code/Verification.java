package io.siyu.reach.channel.code;

import io.siyu.shared.BrandZone;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether a code makes friends unasked: by the hour, where its rules say so. */
@Component
public class Verification {

    private final BrandZone zone;

    Verification(BrandZone zone) {
        this.zone = zone;
    }

    public boolean skipped(LiveCode code, Instant at) {
        return code.welcome().skipVerifyAt(wall(at), code.skipVerify());
    }

    /** When that turns; empty when it never does. */
    public Optional<Instant> nextTurn(LiveCode code, Instant after) {
        return code.welcome()
                .verificationTurn(wall(after), code.skipVerify())
                .map(turn -> turn.atZone(zone.zone()).toInstant());
    }

    private LocalDateTime wall(Instant at) {
        return LocalDateTime.ofInstant(at, zone.zone());
    }
}
