package io.siyu.reach.channel.card;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of batches: counted over the cards that were scanned or bound, never over all that were made. */
@Component
class CardFigures {

    private final JdbcClient jdbc;

    CardFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Cards, not scans.
     *
     * @param printed how many went to the printer, each counted once
     * @param shared scanned by more than one browser
     * @param added used up by somebody who is or was a friend
     */
    record Figures(int batchId, long printed, long scanned, long shared, long added, long bound, long gifts) {

        static Figures none(int batch) {
            return new Figures(batch, 0, 0, 0, 0, 0, 0);
        }
    }

    Map<Integer, Figures> of(Collection<Integer> batches) {
        return jdbc.sql("""
                select b.id as batch_id, coalesce(p.printed, 0) as printed, coalesce(c.scanned, 0) as scanned,
                    coalesce(c.shared, 0) as shared, coalesce(c.added, 0) as added, coalesce(o.bound, 0) as bound,
                    coalesce(c.gifts, 0) as gifts
                from unnest(:batches::integer[]) as b (id)
                left join lateral (
                    select sum(upper(part) - lower(part)) as printed from (
                        select unnest(range_agg(int4range(first_serial, last_serial, '[]'))) as part
                        from channel_print where card_batch_id = b.id) parts) p on true
                left join lateral (
                    select count(*) as scanned, count(other_at) as shared, count(customer_id) as added, count(gift_at) as gifts
                    from channel_card where batch_id = b.id) c on true
                left join lateral (select count(*) as bound from channel_card_order where batch_id = b.id) o on true""").param("batches", batches.toArray(Integer[]::new)).query(Figures.class).list().stream()
                .collect(Collectors.toMap(Figures::batchId, Function.identity()));
    }
}
