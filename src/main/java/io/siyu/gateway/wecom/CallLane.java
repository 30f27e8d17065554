package io.siyu.gateway.wecom;

/**
 * For whom WeChat Work is called. The platform counts the calls of an API together; while they run short, bulk work waits first, then
 * operators, and a customer who has just scanned a code never waits for either.
 */
public enum CallLane {
    /** A customer or a guide waits: callbacks, welcomes, and whatever says nothing else. */
    LIVE,
    /** An operator waits, or will look later today: contact ways, messages of ours. */
    OPERATOR,
    /** Thousands of calls for which nobody waits: comparing friendships, tags of a whole segment. */
    BULK;

    private static final ScopedValue<CallLane> PRESENT = ScopedValue.newInstance();

    /** The lane of this thread. */
    public static CallLane present() {
        return PRESENT.orElse(LIVE);
    }

    /** Does this in the lane; threads started by it are in none. */
    public void run(Runnable work) {
        ScopedValue.where(PRESENT, this).run(work);
    }

    /** Does this in the lane and gives back what came of it. */
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(PRESENT, this).call(work);
    }
}
