package io.siyu.reach.channel.card;

import io.siyu.reach.channel.CardDraft;
import java.time.Instant;

/** A batch of cards as it is stored. */
public record CardBatch(int id, CardDraft draft, Instant createdAt) {

    boolean has(int serial) {
        return serial >= 1 && serial <= draft.cards();
    }
}
