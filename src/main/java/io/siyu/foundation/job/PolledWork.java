package io.siyu.foundation.job;

import java.time.Duration;

/**
 * Work that waits in a table. Every node asks for it again and again; the piece is claimed in the database
 * ({@code for update skip locked}), so that no two nodes do the same one.
 */
public interface PolledWork {

    /** Unique, stable, used in metrics and logs: {@code wecom.inbox}. */
    String name();

    /** Does the next piece, if there is one. An exception is logged and the work is tried again after {@link #pause()}. */
    boolean workOnce();

    /** How long to wait when nothing was there. */
    default Duration pause() {
        return Duration.ofMillis(250);
    }

    /** How many threads of this node do this work side by side. */
    default int threads() {
        return 1;
    }
}
