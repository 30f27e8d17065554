package io.siyu.gateway.wecom;

import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * One attempt at a welcome.
 *
 * @param deadline when the welcome code dies; later the platform refuses it
 * @param certainUntil until then a code the platform does not know can only be a used one; past already when the callback came so late that
 *     the code may have died on its way
 * @param maybeSent an earlier attempt may have greeted the customer without learning so: that the code is used then means it did
 * @param mark writes down that it is being sent
 */
public record WelcomeAttempt(Instant deadline, Instant certainUntil, boolean maybeSent, BooleanSupplier mark) {

    /**
     * To be called right before sending, so that a crash afterwards is not mistaken for a welcome never sent.
     *
     * @return false when this attempt took so long that another has begun: do not send
     */
    public boolean sending() {
        return mark.getAsBoolean();
    }
}
