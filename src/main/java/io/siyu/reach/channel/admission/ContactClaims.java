package io.siyu.reach.channel.admission;

import io.siyu.shared.StaffId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ready contact ways taken for visitors who are about to be let in. */
@Component
class ContactClaims {

    private final JdbcClient jdbc;

    ContactClaims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param leased lent to one scan alone; else the guide's common one */
    record Way(long stateId, String qrUrl, boolean leased) {}

    private record Row(long staffId, Way way) {}

    /** Guides who have one to show: of this code, or, for those who are not behind it, of any. */
    Set<StaffId> reachable(long codeId, Collection<StaffId> pool, Collection<StaffId> others, Instant now) {
        Set<StaffId> ready = new HashSet<>();
        jdbc.sql("""
                select g.staff_id from (
                    select staff_id, :code as code_id from unnest(:pool::bigint[]) staff_id
                    union all select staff_id, null from unnest(:others::bigint[]) staff_id) g
                where exists (select 1 from channel_state s
                    where s.staff_id = g.staff_id and s.status = 'READY' and (g.code_id is null or s.code_id = g.code_id)
                      and (s.kind = 'COMMON' or s.leased_until is null or s.leased_until <= :now))""")
                .param("code", codeId)
                .param("pool", Counts.ids(pool))
                .param("others", Counts.ids(others))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list()
                .forEach(id -> ready.add(new StaffId(id)));
        return ready;
    }

    /**
     * The contact ways whose last lease is longest ago, so that a late add most likely still finds its own scan; a guide from outside the
     * code's pool lends one of another code. The rows are locked: they are lent in this transaction.
     *
     * @return as many as are wanted of each guide, or fewer where there is no common one either
     */
    Map<StaffId, Deque<Way>> claim(long codeId, Map<StaffId, Integer> wanted, Instant now) {
        Map<StaffId, Deque<Way>> claimed = new HashMap<>();
        if (wanted.isEmpty()) {
            return claimed;
        }
        Map<Long, Integer> byId = new TreeMap<>();
        wanted.forEach((staff, many) -> byId.put(staff.value(), many));
        leased(codeId, byId, now).forEach(row -> add(claimed, row));
        List<StaffId> lacking = wanted.keySet().stream()
                .filter(staff -> claimed.getOrDefault(staff, new ArrayDeque<>()).size() < wanted.getOrDefault(staff, 0))
                .toList();
        if (!lacking.isEmpty()) {
            common(codeId, lacking).forEach(row -> fill(claimed, row, wanted));
        }
        return claimed;
    }

    private List<Row> leased(long codeId, Map<Long, Integer> wanted, Instant now) {
        return jdbc.sql("""
                select s.staff_id, s.id, s.qr_url
                from unnest(:staff::bigint[], :wanted::integer[]) w (staff_id, wanted)
                cross join lateral (
                    select id, staff_id, qr_url from channel_state
                    where staff_id = w.staff_id and kind = 'LEASED' and status = 'READY'
                      and (leased_until is null or leased_until <= :now)
                    order by (code_id = :code) desc, leased_at nulls first, id limit w.wanted
                    for update skip locked) s""")
                .param(
                        "staff",
                        wanted.keySet().stream().mapToLong(Long::longValue).toArray())
                .param(
                        "wanted",
                        wanted.values().stream().mapToInt(Integer::intValue).toArray())
                .param("code", codeId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        new Row(row.getLong("staff_id"), new Way(row.getLong("id"), row.getString("qr_url"), true)))
                .list();
    }

    private List<Row> common(long codeId, List<StaffId> guides) {
        return jdbc.sql("""
                select distinct on (staff_id) staff_id, id, qr_url from channel_state
                where staff_id = any(:staff) and kind = 'COMMON' and status = 'READY'
                order by staff_id, (code_id = :code) desc, id""")
                .param("staff", Counts.ids(guides))
                .param("code", codeId)
                .query((row, number) ->
                        new Row(row.getLong("staff_id"), new Way(row.getLong("id"), row.getString("qr_url"), false)))
                .list();
    }

    private static void add(Map<StaffId, Deque<Way>> claimed, Row row) {
        claimed.computeIfAbsent(new StaffId(row.staffId()), staff -> new ArrayDeque<>())
                .add(row.way());
    }

    private static void fill(Map<StaffId, Deque<Way>> claimed, Row row, Map<StaffId, Integer> wanted) {
        StaffId staff = new StaffId(row.staffId());
        Deque<Way> ways = claimed.computeIfAbsent(staff, id -> new ArrayDeque<>());
        while (ways.size() < wanted.getOrDefault(staff, 0)) {
            ways.add(row.way());
        }
    }
}
