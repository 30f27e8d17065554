package io.siyu.reach.channel.figures;

import io.siyu.foundation.database.AtCommit;
import io.siyu.shared.StaffId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what becomes of adds, by the day on which it counts. */
@Component
public class Outcomes {

    private final JdbcClient jdbc;
    private final AtCommit<Count> counts = new AtCommit<>("channel.outcomes", this::write);

    Outcomes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose adds, of which day. */
    public record Place(long codeId, StaffId staff, LocalDate day) {}

    /** What is added to the figures of a place. */
    private record Count(Place place, int buyers, int orders, int buyerOrders, long fen, int lost, int ordered) {}

    /** A friend who was added on that day has deleted the guide. */
    public void lost(Place added) {
        counts.add(new Count(added, 0, 0, 0, 0, 1, 0));
    }

    /** A friend who was added on that day has ordered for the first time since. */
    void ordered(Place added) {
        counts.add(new Count(added, 0, 0, 0, 0, 0, 1));
    }

    /** @param more 1, or -1 when it turns out to belong elsewhere */
    void firstOrder(Place ordered, int more, boolean buyer, long amountFen) {
        counts.add(new Count(ordered, 0, more, buyer ? more : 0, more * amountFen, 0, 0));
    }

    private void write(List<Count> all) {
        jdbc.sql("""
                insert into channel_outcome_day as d (code_id, day, staff_id, buyers, first_orders, buyer_orders, first_order_fen, lost, ordered)
                select code, day, staff, sum(buyers), sum(orders), sum(buyer_orders), sum(fen), sum(lost), sum(ordered)
                from unnest(:codes::bigint[], :days::date[], :staff::bigint[], :buyers::integer[], :orders::integer[], :buyerOrders::integer[],
                    :fen::bigint[], :lost::integer[], :ordered::integer[])
                    as c (code, day, staff, buyers, orders, buyer_orders, fen, lost, ordered)
                group by code, day, staff order by code, day, staff
                on conflict (code_id, day, staff_id) do update
                set buyers = d.buyers + excluded.buyers, first_orders = d.first_orders + excluded.first_orders, buyer_orders = d.buyer_orders + excluded.buyer_orders,
                    first_order_fen = d.first_order_fen + excluded.first_order_fen, lost = d.lost + excluded.lost,
                    ordered = d.ordered + excluded.ordered""")
                .param("codes", all.stream().map(one -> one.place().codeId()).toArray(Long[]::new))
                .param(
                        "days",
                        all.stream().map(one -> one.place().day().toString()).toArray(String[]::new))
                .param(
                        "staff",
                        all.stream().map(one -> one.place().staff().value()).toArray(Long[]::new))
                .param("buyers", all.stream().map(Count::buyers).toArray(Integer[]::new))
                .param("orders", all.stream().map(Count::orders).toArray(Integer[]::new))
                .param("buyerOrders", all.stream().map(Count::buyerOrders).toArray(Integer[]::new))
                .param("fen", all.stream().map(Count::fen).toArray(Long[]::new))
                .param("lost", all.stream().map(Count::lost).toArray(Integer[]::new))
                .param("ordered", all.stream().map(Count::ordered).toArray(Integer[]::new))
                .update();
    }

    /**
     * What was frozen with these adds: who was a buyer already, and how long it took from the scan. Seconds are exact up to a minute and
     * rounded to about a hundredth above, which keeps the histogram small.
     *
     * @param zone whose days they are
     */
    void frozen(Collection<Long> acquisitions, String zone) {
        jdbc.sql("""
                with added as (
                    select code_id, staff_id, (at at time zone :zone)::date as day, seconds_from_scan as seconds,
                        buyer_since is not null as buyer
                    from channel_acquisition where id = any(:ids)),
                timed as (
                    insert into channel_wait_day as w (code_id, day, staff_id, seconds, adds)
                    select code_id, day, staff_id, rounded, count(*) from (
                        select *, case when seconds < 60 then seconds when seconds < 600 then seconds / 5 * 5
                            when seconds < 3600 then seconds / 30 * 30 else least(seconds / 600 * 600, 86400) end as rounded
                        from added where seconds is not null) r
                    group by code_id, day, staff_id, rounded order by code_id, day, staff_id, rounded
                    on conflict (code_id, day, staff_id, seconds) do update set adds = w.adds + excluded.adds)
                select code_id, day, staff_id, count(*) as buyers from added where buyer group by code_id, day, staff_id""")
                .param("ids", acquisitions.stream().mapToLong(Long::longValue).toArray())
                .param("zone", zone)
                .query((row, number) -> new Count(
                        new Place(
                                row.getLong("code_id"),
                                new StaffId(row.getLong("staff_id")),
                                row.getObject("day", LocalDate.class)),
                        row.getInt("buyers"),
                        0,
                        0,
                        0,
                        0,
                        0))
                .list()
                .forEach(counts::add);
    }
}
