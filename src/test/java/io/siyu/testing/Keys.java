package io.siyu.testing;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Fresh values for the header {@code Idempotency-Key}. */
public final class Keys {

    private Keys() {}

    /** A UUIDv7 of this moment. */
    public static UUID fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = System.currentTimeMillis() << 16 | 0x7000L | random.nextLong() & 0xFFFL;
        long low = 0x8000000000000000L | random.nextLong() >>> 2;
        return new UUID(high, low);
    }
}
