package io.siyu.reach.channel.admission;

import io.siyu.reach.channel.allocation.Count;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What guides have had today, and how much some of them take by all codes together. */
@Component
public class Counts {

    private final JdbcClient jdbc;

    Counts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Tally(long staffId, Count count) {}

    private record Limit(long staffId, int cap) {}

    /**
     * Today's by this code. One statement, so one moment: an add that commits meanwhile is either still a reservation or already an add,
     * never neither.
     */
    public Map<StaffId, Count> of(long codeId, Collection<StaffId> guides, LocalDate day, Instant now) {
        return collect(jdbc.sql("""
                select g.staff_id, coalesce(d.turns, 0) as turns, coalesce(d.adds, 0) as adds,
                    (select count(*) from channel_scan s
                     where s.staff_id = g.staff_id and s.reserved_until > :now and s.added_at is null and s.code_id = :code) as reserved
                from unnest(:guides::bigint[]) g (staff_id)
                left join channel_day d on d.code_id = :code and d.day = :day and d.staff_id = g.staff_id""")
                .param("code", codeId)
                .param("guides", ids(guides))
                .param("day", day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Tally(
                        row.getLong("staff_id"),
                        new Count(row.getInt("turns"), row.getInt("adds"), row.getInt("reserved"), 0)))
                .list());
    }

    /** The same, with what they have had by all codes. */
    Map<StaffId, Count> overall(Map<StaffId, Count> byCode, Collection<StaffId> limited, LocalDate day, Instant now) {
        Map<StaffId, Count> all = new HashMap<>(byCode);
        jdbc.sql("""
                select g.staff_id,
                    (select coalesce(sum(d.adds), 0) from channel_day d where d.staff_id = g.staff_id and d.day = :day)
                    + (select count(*) from channel_scan s
                       where s.staff_id = g.staff_id and s.reserved_until > :now and s.added_at is null) as overall
                from unnest(:guides::bigint[]) g (staff_id)""")
                .param("guides", ids(limited))
                .param("day", day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Tally(row.getLong("staff_id"), new Count(0, 0, 0, row.getInt("overall"))))
                .list()
                .forEach(tally -> all.merge(
                        new StaffId(tally.staffId()),
                        tally.count(),
                        (count, sum) -> new Count(count.turns(), count.adds(), count.reserved(), sum.overall())));
        return all;
    }

    /** Those who have taken as many as they may by all codes. */
    public Set<StaffId> full(Collection<StaffId> guides, LocalDate day, Instant now) {
        Map<StaffId, Integer> limits = limits(guides);
        if (limits.isEmpty()) {
            return Set.of();
        }
        Map<StaffId, Count> taken = overall(Map.of(), limits.keySet(), day, now);
        return limits.keySet().stream()
                .filter(guide -> taken.getOrDefault(guide, Count.NONE).overall() >= limits.getOrDefault(guide, 0))
                .collect(Collectors.toSet());
    }

    /** How many adds each of these takes a day by all codes; who has no limit is not in it. */
    Map<StaffId, Integer> limits(Collection<StaffId> guides) {
        return limits(guides, "");
    }

    /** The same, and whoever else counts them waits until this transaction ends. */
    Map<StaffId, Integer> lockLimits(Collection<StaffId> guides) {
        return limits(guides, " order by staff_id for update");
    }

    private Map<StaffId, Integer> limits(Collection<StaffId> guides, String end) {
        Map<StaffId, Integer> limits = new HashMap<>();
        List<Limit> rows = jdbc.sql(
                        "select staff_id, daily_cap from channel_guide_limit where staff_id = any(:guides)" + end)
                .param("guides", ids(guides))
                .query((row, number) -> new Limit(row.getLong("staff_id"), row.getInt("daily_cap")))
                .list();
        rows.forEach(row -> limits.put(new StaffId(row.staffId()), row.cap()));
        return limits;
    }

    private static Map<StaffId, Count> collect(List<Tally> rows) {
        Map<StaffId, Count> counts = new HashMap<>();
        rows.forEach(row -> counts.put(new StaffId(row.staffId()), row.count()));
        return counts;
    }

    static long[] ids(Collection<StaffId> guides) {
        return guides.stream().mapToLong(StaffId::value).toArray();
    }
}
