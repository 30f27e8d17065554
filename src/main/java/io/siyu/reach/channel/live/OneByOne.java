package io.siyu.reach.channel.live;

import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Does something for many guests in one transaction, and for each alone when somebody among them cannot; who cannot waits, the others go on. */
@Component
class OneByOne {

    private static final Logger log = LoggerFactory.getLogger(OneByOne.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final LiveGuests guests;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OneByOne(LiveGuests guests, TransactionTemplate transaction, Clock clock) {
        this.guests = guests;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param deed what is done for these, in a transaction; answers for how many
     * @return for how many it was done
     */
    int each(long session, List<CustomerId> some, ToIntFunction<List<CustomerId>> deed) {
        if (some.isEmpty()) {
            return 0;
        }
        try {
            return inOne(some, deed);
        } catch (RuntimeException e) {
            return some.stream().mapToInt(one -> alone(session, one, deed)).sum();
        }
    }

    private int alone(long session, CustomerId one, ToIntFunction<List<CustomerId>> deed) {
        try {
            return inOne(List.of(one), deed);
        } catch (RuntimeException e) {
            log.warn("Guest {} of live session {} is tried again later", one, session, e);
            guests.later(session, one, clock.instant().plus(PAUSE));
            return 0;
        }
    }

    private int inOne(List<CustomerId> some, ToIntFunction<List<CustomerId>> deed) {
        Integer done = transaction.execute(status -> deed.applyAsInt(some));
        return done == null ? 0 : done;
    }
}
