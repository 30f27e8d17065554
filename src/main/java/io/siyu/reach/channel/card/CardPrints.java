package io.siyu.reach.channel.card;

import io.siyu.reach.channel.Prints;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which cards went to the printer. From then on their live code cannot be taken away, nor they themselves. */
@Component
class CardPrints {

    private final JdbcClient jdbc;
    private final CardBatchRows batches;
    private final Prints prints;
    private final Clock clock;

    CardPrints(JdbcClient jdbc, CardBatchRows batches, Prints prints, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.prints = prints;
        this.clock = clock;
    }

    /** A file that was fetched. */
    record Print(int firstSerial, int lastSerial, Instant at, String byName) {}

    /** Of its live code at this moment: whoever gives it another one waits, and finds these printed. */
    @Transactional
    public void printed(int id, int first, int last, String byName) {
        CardBatch batch = batches.lock(id);
        Instant now = clock.instant();
        jdbc.sql("""
                insert into channel_card_print (batch_id, first_serial, last_serial, at, by_name)
                values (:batch, :first, :last, :now, :by)""")
                .param("batch", batch.id())
                .param("first", first)
                .param("last", last)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", byName)
                .update();
        String what = batch.draft().name();
        prints.printed(List.of(batch.draft().codeId()), what, last - first + 1, now);
    }

    /** Newest first; of one card, if it is named. */
    List<Print> of(int batch, @Nullable Integer serial) {
        return jdbc.sql("""
                select first_serial, last_serial, at, by_name from channel_card_print
                where batch_id = :batch
                  and (:serial::integer is null or :serial between first_serial and last_serial)
                order by id desc limit 50""")
                .param("batch", batch)
                .param("serial", serial)
                .query((row, number) -> new Print(
                        row.getInt("first_serial"),
                        row.getInt("last_serial"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("by_name")))
                .list();
    }
}
