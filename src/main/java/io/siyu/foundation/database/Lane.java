package io.siyu.foundation.database;

/**
 * On whose behalf a thread asks for a connection. Each lane has a pool of its own, so that the slower ones can never use up the
 * connections of those that somebody waits for.
 */
public enum Lane {
    /** Requests of people, and whatever says nothing else. */
    REQUESTS,
    /** Writing down what a platform tells us once. */
    ACCEPTING,
    /** Work in the background. */
    JOBS;

    private static final ScopedValue<Lane> PRESENT = ScopedValue.newInstance();

    /** The lane of this thread. */
    static Lane present() {
        return PRESENT.orElse(REQUESTS);
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
