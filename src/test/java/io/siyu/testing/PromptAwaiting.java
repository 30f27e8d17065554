package io.siyu.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Who awaits something looks at once, then again after 10 ms, 20 ms … and every tenth of a second at last; what is there is not waited for. */
final class PromptAwaiting implements BeforeAllCallback {

    private static final int LONGEST_MS = 100;

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval((looks, before) -> Duration.ofMillis(Math.min(LONGEST_MS, 10L * looks)));
    }
}
