package io.siyu.reach.channel.admission;

import io.siyu.shared.BrandZone;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What guides take in today by all codes together, and how much they may. */
@Component
class Reception {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final BrandZone zone;

    Reception(JdbcClient jdbc, Clock clock, BrandZone zone) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * @param dailyCap over all codes; absent: any number
     * @param lateAdds those of the adds that came after their ten minutes; they may pass a cap
     * @param codes in how many open codes the guide is
     */
    record Load(@Nullable Integer dailyCap, int scans, int adds, int lateAdds, int reserved, int codes) {
        static final Load NONE = new Load(null, 0, 0, 0, 0, 0);
    }

    private record Row(long staffId, Load load) {}

    Map<StaffId, Load> of(Collection<StaffId> guides) {
        Instant now = clock.instant();
        Map<StaffId, Load> loads = new HashMap<>();
        jdbc.sql("""
                select g.staff_id, l.daily_cap, coalesce(d.scans, 0) as scans, coalesce(d.adds, 0) as adds,
                    coalesce(d.late_adds, 0) as late_adds,
                    (select count(*) from channel_scan s
                     where s.staff_id = g.staff_id and s.reserved_until > :now and s.added_at is null) as reserved,
                    (select count(*) from channel_code_guide p join channel_code c on c.id = p.code_id and c.archived_at is null
                     where p.staff_id = g.staff_id) as codes
                from unnest(:guides::bigint[]) g (staff_id)
                left join channel_guide_limit l on l.staff_id = g.staff_id
                left join lateral (select sum(scans) as scans, sum(adds) as adds, sum(late_adds) as late_adds
                    from channel_day where staff_id = g.staff_id and day = :day) d on true""")
                .param("guides", Counts.ids(guides))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("day", zone.dateOf(now))
                .query((row, number) -> new Row(
                        row.getLong("staff_id"),
                        new Load(
                                row.getObject("daily_cap", Integer.class),
                                row.getInt("scans"),
                                row.getInt("adds"),
                                row.getInt("late_adds"),
                                row.getInt("reserved"),
                                row.getInt("codes"))))
                .list()
                .forEach(row -> loads.put(new StaffId(row.staffId()), row.load()));
        return loads;
    }

    /** Whoever is counting the guide's places at this moment finishes first. */
    void limit(StaffId guide, @Nullable Integer dailyCap) {
        if (dailyCap == null) {
            jdbc.sql("delete from channel_guide_limit where staff_id = :staff")
                    .param("staff", guide.value())
                    .update();
            return;
        }
        jdbc.sql("""
                insert into channel_guide_limit (staff_id, daily_cap) values (:staff, :cap)
                on conflict (staff_id) do update set daily_cap = :cap""").param("staff", guide.value()).param("cap", dailyCap).update();
    }
}
