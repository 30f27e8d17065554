package io.siyu.reach.channel;

import java.util.Optional;

/** What a higher floor shows on the page behind a live code, below the guide's card. */
public interface LandingHook {

    Optional<Step> step(long codeId);

    /** One more thing to do after adding the guide. */
    record Step(String title, String text) {}
}
