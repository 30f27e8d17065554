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

    private record Tally(Post post, Count count) {}

    private record Sum(long staffId, int overall) {}

    private record Limit(long staffId, int cap) {}

    /** Today's by this code. */
    public Map<StaffId, Count> of(long codeId, Collection<StaffId> guides, LocalDate day, Instant now) {
        Set<Post> posts = guides.stream().map(guide -> new Post(codeId, guide)).collect(Collectors.toSet());
        Map<StaffId, Count> counts = new HashMap<>();
        of(posts, posts, day, now).forEach((post, count) -> counts.put(post.guide(), count));
        return counts;
    }

    /**
     * Today's by the codes. One statement, so one moment: an add that commits meanwhile is either still a reservation or already an add,
     * never neither.
     *
     * @param capped where reservations matter; elsewhere there may be a great many, and they are told as none
     */
    Map<Post, Count> of(Set<Post> posts, Set<Post> capped, LocalDate day, Instant now) {
        List<Post> asked = List.copyOf(posts);
        Boolean[] reserving = asked.stream().map(capped::contains).toArray(Boolean[]::new);
        Map<Post, Count> counts = new HashMap<>();
        jdbc.sql("""
                select g.code, g.staff, coalesce(d.turns, 0) as turns, coalesce(d.adds, 0) as adds,
                    case when g.reserving then (select count(*) from channel_scan s
                     where s.staff_id = g.staff and s.reserved_until > :now and s.added_at is null and s.code_id = g.code)
                    else 0 end as reserved
                from unnest(:codes::bigint[], :guides::bigint[], :reserving::boolean[]) g (code, staff, reserving)
                left join channel_day d on d.code_id = g.code and d.day = :day and d.staff_id = g.staff""")
                .param("codes", Post.codes(asked))
                .param("guides", Post.guides(asked))
                .param("reserving", reserving)
                .param("day", day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Tally(
                        new Post(row.getLong("code"), new StaffId(row.getLong("staff"))),
                        new Count(row.getInt("turns"), row.getInt("adds"), row.getInt("reserved"), 0)))
                .list()
                .forEach(tally -> counts.put(tally.post(), tally.count()));
        return counts;
    }

    /** What they have had today by all codes. */
    Map<StaffId, Integer> overall(Collection<StaffId> guides, LocalDate day, Instant now) {
        Map<StaffId, Integer> sums = new HashMap<>();
        jdbc.sql("""
                select g.staff_id,
                    (select coalesce(sum(d.adds), 0) from channel_day d where d.staff_id = g.staff_id and d.day = :day)
                    + (select count(*) from channel_scan s
                       where s.staff_id = g.staff_id and s.reserved_until > :now and s.added_at is null) as overall
                from unnest(:guides::bigint[]) g (staff_id)""")
                .param("guides", ids(guides))
                .param("day", day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Sum(row.getLong("staff_id"), row.getInt("overall")))
                .list()
                .forEach(sum -> sums.put(new StaffId(sum.staffId()), sum.overall()));
        return sums;
    }

    /** Those who have taken as many as they may by all codes. */
    public Set<StaffId> full(Collection<StaffId> guides, LocalDate day, Instant now) {
        Map<StaffId, Integer> limits = limits(guides);
        if (limits.isEmpty()) {
            return Set.of();
        }
        Map<StaffId, Integer> taken = overall(limits.keySet(), day, now);
        return limits.keySet().stream()
                .filter(guide -> taken.getOrDefault(guide, 0) >= limits.getOrDefault(guide, 0))
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

    static long[] ids(Collection<StaffId> guides) {
        return guides.stream().mapToLong(StaffId::value).toArray();
    }
}
