package io.siyu.crash;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Fresh values for the header {@code Idempotency-Key}. */
final class Keys {

    private Keys() {}

    /** A UUIDv7 of this moment. */
    static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = System.currentTimeMillis() << 16 | 0x7000L | random.nextLong() & 0xFFFL;
        return new UUID(high, 0x8000000000000000L | random.nextLong() >>> 2).toString();
    }
}
