package io.siyu.reach.outreach;

/** What the policy said to a touch. */
public sealed interface TouchResult {

    /** It will go out, now or when the quiet hours are over. */
    record Accepted(long touchId) implements TouchResult {}

    /**
     * It will not go out.
     *
     * @param reason a stable code with a text in the bundle: {@code outreach.suppressed.no_consent}
     */
    record Suppressed(long touchId, String reason) implements TouchResult {}
}
