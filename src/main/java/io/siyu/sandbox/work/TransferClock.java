package io.siyu.sandbox.work;

import io.siyu.foundation.job.PolledWork;
import io.siyu.sandbox.InSandbox;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Lets transfers take effect when their day is over, also the day of a clock that was moved. */
@Component
@InSandbox
class TransferClock implements PolledWork {

    private final Transfers transfers;
    private final Clock clock;

    TransferClock(Transfers transfers, Clock clock) {
        this.transfers = transfers;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sandbox.transfers";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean workOnce() {
        return transfers.takeEffect(clock.instant());
    }
}
