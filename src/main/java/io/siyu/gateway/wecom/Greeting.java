package io.siyu.gateway.wecom;

/**
 * One attempt at a welcome that came to an end.
 *
 * @param record writes down with the brand's own records what became of it; while others wait to be greeted that comes after them
 */
public record Greeting(WelcomeResult result, Runnable record) {

    /** With nothing to write down. */
    public static Greeting of(WelcomeResult result) {
        return new Greeting(result, () -> {});
    }
}
