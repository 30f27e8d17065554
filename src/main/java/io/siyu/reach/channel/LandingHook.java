package io.siyu.reach.channel;

import io.siyu.shared.CustomerId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a higher floor offers whoever opens a live code or a card: a gift, a draw, a form. Asked while the page is drawn: from memory or
 * by one quick query, and it changes nothing.
 */
public interface LandingHook {

    /** Whether it may have something at this code, from memory: where no hook has, nothing is asked about who looks. */
    default boolean offers(long codeId) {
        return true;
    }

    /** Empty where it has nothing to offer here. */
    Optional<Step> step(Guest guest);

    /**
     * Who looks.
     *
     * @param customer absent for a browser that we do not know yet
     * @param card absent where a live code was opened
     */
    record Guest(
            long codeId,
            @Nullable CustomerId customer,
            @Nullable Card card) {}

    /**
     * The card of a parcel or a letter.
     *
     * @param owner who used it up; absent while nobody has
     * @param orderNo of the parcel it came with, where that is known
     */
    record Card(
            long batchId,
            int serial,
            @Nullable CustomerId owner,
            @Nullable String orderNo) {}

    /** One more thing to do after adding the guide. */
    record Step(
            String title,
            String text,
            State state,
            @Nullable Link link) {}

    /** How far the guest is with it. */
    enum State {
        /** Something else comes first. */
        LOCKED,
        OPEN,
        DONE
    }

    /** @param url where a tap leads: of ours, or https */
    record Link(String label, String url) {}
}
