package io.siyu.reach.channel.card;

import io.siyu.reach.channel.Prints;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which cards went to the printer. From then on their live code cannot be taken away, nor they themselves. */
@Component
class CardPrints {

    private final CardBatchRows batches;
    private final Prints prints;
    private final Clock clock;

    CardPrints(CardBatchRows batches, Prints prints, Clock clock) {
        this.batches = batches;
        this.prints = prints;
        this.clock = clock;
    }

    /** A file that was fetched. */
    record Print(
            int firstSerial,
            int lastSerial,
            Instant at,
            @Nullable String byName) {

        static Print of(Prints.Print print) {
            Prints.Serials cards = Objects.requireNonNull(print.cards());
            return new Print(cards.first(), cards.last(), print.printedAt(), print.byName());
        }
    }

    /** Of its live code at this moment: whoever gives it another one waits, and finds these printed. */
    @Transactional
    public void printed(int id, int first, int last) {
        CardBatch batch = batches.lock(id);
        String what = batch.draft().name();
        Instant now = clock.instant();
        prints.printed(id, new Prints.Serials(first, last), what, now);
        prints.printed(Prints.Kind.CODE, List.of(batch.draft().codeId()), what, last - first + 1, now);
    }

    /** Newest first; of one card, if it is named. */
    List<Print> of(int batch, @Nullable Integer serial) {
        List<Prints.Print> found =
                serial == null ? prints.of(Prints.Kind.CARD_BATCH, batch) : prints.ofCard(batch, serial);
        return found.stream().map(Print::of).toList();
    }
}
