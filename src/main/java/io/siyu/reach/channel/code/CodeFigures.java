package io.siyu.reach.channel.code;

import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.admission.Counts;
import io.siyu.reach.channel.allocation.Count;
import io.siyu.shared.BrandZone;
import io.siyu.shared.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Scans, adds and deletions of live codes, from the counters by day. */
@Component
public class CodeFigures {

    private final JdbcClient jdbc;
    private final Counts counts;
    private final Clock clock;
    private final BrandZone zone;

    CodeFigures(JdbcClient jdbc, Counts counts, Clock clock, BrandZone zone) {
        this.jdbc = jdbc;
        this.counts = counts;
        this.clock = clock;
        this.zone = zone;
    }

    /** @param lateAdds adds whose lease had run out; part of the adds */
    public record Figures(long scans, long adds, long deletions, long lateAdds) {
        public static final Figures NONE = new Figures(0, 0, 0, 0);
    }

    public record TodayAndTotal(Figures today, Figures total) {}

    record Day(LocalDate day, Figures figures) {}

    private record Row(long codeId, TodayAndTotal figures) {}

    public Map<Long, TodayAndTotal> of(Collection<Long> codeIds) {
        if (codeIds.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                select code_id, sum(scans) as scans, sum(adds) as adds, sum(deletions) as deletions, sum(late_adds) as late_adds,
                    coalesce(sum(scans) filter (where day = :today), 0) as scans_today,
                    coalesce(sum(adds) filter (where day = :today), 0) as adds_today,
                    coalesce(sum(deletions) filter (where day = :today), 0) as deletions_today,
                    coalesce(sum(late_adds) filter (where day = :today), 0) as late_adds_today
                from channel_day where code_id in (:codes) group by code_id""")
                .param("today", zone.dateOf(clock.instant()))
                .param("codes", codeIds)
                .query((row, number) ->
                        new Row(row.getLong("code_id"), new TodayAndTotal(figures(row, "_today"), figures(row, ""))))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::codeId, Row::figures));
    }

    /** The last days on which anything happened, the oldest first. */
    List<Day> byDay(long codeId, int days) {
        return jdbc.sql("""
                select day, sum(scans) as scans, sum(adds) as adds, sum(deletions) as deletions, sum(late_adds) as late_adds
                from channel_day where code_id = :code and day > :since group by day order by day""")
                .param("code", codeId)
                .param("since", zone.dateOf(clock.instant()).minusDays(days))
                .query((row, number) -> new Day(row.getObject("day", LocalDate.class), figures(row, "")))
                .list();
    }

    public Map<StaffId, Count> guidesToday(LiveCode code) {
        Instant now = clock.instant();
        List<StaffId> guides = code.pool().stream().map(PoolMember::staff).toList();
        return counts.of(code.id(), guides, zone.dateOf(now), now);
    }

    /** Guides of the code who take nobody more today, by whatever code. */
    Set<StaffId> fullToday(LiveCode code) {
        Instant now = clock.instant();
        List<StaffId> guides = code.pool().stream().map(PoolMember::staff).toList();
        return counts.full(guides, zone.dateOf(now), now);
    }

    private static Figures figures(ResultSet row, String suffix) throws SQLException {
        return new Figures(
                row.getLong("scans" + suffix),
                row.getLong("adds" + suffix),
                row.getLong("deletions" + suffix),
                row.getLong("late_adds" + suffix));
    }
}
