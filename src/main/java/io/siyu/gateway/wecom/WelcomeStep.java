package io.siyu.gateway.wecom;

import java.time.Instant;

/**
 * Greets a new friend. Runs the moment the callback is stored, on a lane of its own that waits for nobody, without a transaction and
 * possibly before any {@link InboxStep} has seen the callback. It runs once or, when the process dies in between, twice.
 */
public interface WelcomeStep {

    boolean wants(Callback callback);

    /** @param deadline when the welcome code dies; later the platform refuses it */
    void welcome(Callback callback, Instant deadline);
}
