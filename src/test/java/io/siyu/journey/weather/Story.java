package io.siyu.journey.weather;

import org.jspecify.annotations.Nullable;

/** Something an operator, a guide or a customer wants, which needs one call of ours to come true; made ready while the weather is good. */
abstract class Story {

    final Scene scene;
    final OutsideCall call;

    Story(Scene scene, OutsideCall call) {
        this.scene = scene;
        this.call = call;
    }

    /** A text that only this story's call mentions; null where there is none. */
    @Nullable
    String about() {
        return null;
    }

    /** Once the weather is bad. */
    abstract void begin();

    /** Fails until everything is as wanted, at the platform and for the operator, and nothing is there twice. */
    abstract void verify();

    /** The part of it that must be true before anybody moves the clock, for what is urgent. */
    void verifyAtOnce(Mishap mishap) {
        verify();
    }

    /** Whether it must come true in the seconds that a customer waits, without anybody moving the clock. */
    boolean urgent() {
        return false;
    }
}
