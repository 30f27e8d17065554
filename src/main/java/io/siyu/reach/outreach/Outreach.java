package io.siyu.reach.outreach;

import org.springframework.stereotype.Component;

/** The only door out: whatever is to reach a customer is proposed here, and recorded with its reason whether it goes or not. */
@Component
public class Outreach {

    /**
     * Asks the policy and, if it allows, takes the touch in for sending, in the caller's transaction. The same dedupe key always gets the first
     * answer.
     */
    public TouchResult propose(Touch touch) {
        throw new UnsupportedOperationException();
    }

    /** Writes down a welcome, which the policy lets through because the customer has just knocked. */
    public void welcomed(WelcomeOutcome outcome) {
        throw new UnsupportedOperationException();
    }
}
