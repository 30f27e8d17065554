package io.siyu.gateway.wecom;

/**
 * Greets a new friend. Runs the moment the callback is stored, on a lane of its own that waits for nobody, without a transaction and
 * possibly before any {@link InboxStep} has seen the callback. When it throws before the deadline it runs again half a second later, and
 * once more after the deadline to write down what became of it; what fails by our own trouble runs again for hours, until that is written
 * down; when the process dies in between it runs again too.
 */
public interface WelcomeStep {

    boolean wants(Callback callback);

    Greeting welcome(Callback callback, WelcomeAttempt attempt);
}
