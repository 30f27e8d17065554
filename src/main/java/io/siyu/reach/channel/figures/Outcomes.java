package io.siyu.reach.channel.figures;

import io.siyu.foundation.database.AtCommit;
import io.siyu.shared.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what becomes of adds, by the day on which it counts. */
@Component
public class Outcomes {

    private static final String WRITE = """
            insert into channel_outcome_day as d (code_id, day, staff_id, %s)
            select code, day, staff, %s
            from unnest(:codes::bigint[], :days::date[], :staff::bigint[], :whats::text[], :more::bigint[]) as c (code, day, staff, what, more)
            group by code, day, staff order by code, day, staff
            on conflict (code_id, day, staff_id) do update set %s""".formatted(
                    columns("COLUMN"),
                    columns("coalesce(sum(more) filter (where what = 'NAME'), 0)"),
                    columns("COLUMN = d.COLUMN + excluded.COLUMN"));

    private final JdbcClient jdbc;
    private final AtCommit<Count> counts = new AtCommit<>("channel.outcomes", this::write);

    Outcomes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose adds, of which day. */
    public record Place(long codeId, StaffId staff, LocalDate day) {}

    /** What is counted, each in the column of its name. */
    private enum What {
        BUYERS,
        FIRST_ORDERS,
        BUYER_ORDERS,
        FIRST_ORDER_FEN,
        LOST,
        ORDERED,
        LINK_ADDS,
        TALKED
    }

    private record Count(Place place, What what, long more) {}

    /** A friend who was added on that day has deleted the guide. */
    public void lost(Place added) {
        count(added, What.LOST, 1);
    }

    /** A friend wrote first, on that day. */
    public void talked(Place spoken) {
        count(spoken, What.TALKED, 1);
    }

    /** A friend who was added on that day has ordered for the first time since. */
    void ordered(Place added) {
        count(added, What.ORDERED, 1);
    }

    /** @param more 1, or -1 when it turns out to belong elsewhere */
    void firstOrder(Place ordered, int more, boolean buyer, long amountFen) {
        count(ordered, What.FIRST_ORDERS, more);
        count(ordered, What.BUYER_ORDERS, buyer ? more : 0);
        count(ordered, What.FIRST_ORDER_FEN, more * amountFen);
    }

    private void count(Place place, What what, long more) {
        if (more != 0) {
            counts.add(new Count(place, what, more));
        }
    }

    private void write(List<Count> all) {
        jdbc.sql(WRITE)
                .param("codes", all.stream().map(one -> one.place().codeId()).toArray(Long[]::new))
                .param(
                        "days",
                        all.stream().map(one -> one.place().day().toString()).toArray(String[]::new))
                .param(
                        "staff",
                        all.stream().map(one -> one.place().staff().value()).toArray(Long[]::new))
                .param("whats", all.stream().map(one -> one.what().name()).toArray(String[]::new))
                .param("more", all.stream().map(Count::more).toArray(Long[]::new))
                .update();
    }

    private static String columns(String each) {
        return Arrays.stream(What.values())
                .map(what -> each.replace("COLUMN", what.name().toLowerCase(Locale.ROOT))
                        .replace("NAME", what.name()))
                .collect(Collectors.joining(", "));
    }

    /**
     * What was frozen with these adds: who was a buyer already, who came by an acquisition link, and how long it took from the scan. Seconds are exact up to a minute and
     * rounded to about a hundredth above, which keeps the histogram small.
     *
     * @param zone whose days they are
     */
    void frozen(Collection<Long> acquisitions, String zone) {
        jdbc.sql("""
                with added as (
                    select code_id, staff_id, (at at time zone :zone)::date as day, seconds_from_scan as seconds,
                        buyer_since is not null as buyer, by_link
                    from channel_acquisition where id = any(:ids)),
                timed as (
                    insert into channel_wait_day as w (code_id, day, staff_id, seconds, adds)
                    select code_id, day, staff_id, rounded, count(*) from (
                        select *, case when seconds < 60 then seconds when seconds < 600 then seconds / 5 * 5
                            when seconds < 3600 then seconds / 30 * 30 else least(seconds / 600 * 600, 86400) end as rounded
                        from added where seconds is not null) r
                    group by code_id, day, staff_id, rounded order by code_id, day, staff_id, rounded
                    on conflict (code_id, day, staff_id, seconds) do update set adds = w.adds + excluded.adds)
                select code_id, day, staff_id, count(*) filter (where buyer) as buyers, count(*) filter (where by_link) as link_adds
                from added where buyer or by_link group by code_id, day, staff_id""")
                .param("ids", acquisitions.stream().mapToLong(Long::longValue).toArray())
                .param("zone", zone)
                .query(Outcomes::frozen)
                .list()
                .forEach(found -> found.forEach(one -> count(one.place(), one.what(), one.more())));
    }

    private static List<Count> frozen(ResultSet row, int number) throws SQLException {
        Place place = new Place(
                row.getLong("code_id"), new StaffId(row.getLong("staff_id")), row.getObject("day", LocalDate.class));
        return List.of(
                new Count(place, What.BUYERS, row.getLong("buyers")),
                new Count(place, What.LINK_ADDS, row.getLong("link_adds")));
    }
}
