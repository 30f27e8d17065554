package io.siyu.reach.channel.admission;

import io.siyu.shared.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ready contact ways taken for visitors who are about to be let in. */
@Component
class ContactClaims {

    /** The platform answers within a second or two, or something is wrong with it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final JdbcClient jdbc;

    ContactClaims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param leased lent to one scan alone; else the guide's common one */
    record Way(long stateId, String qrUrl, boolean leased) {}

    private record Row(Post post, Way way) {}

    /** Those who have one to show: of this code, or, for those who are not behind it, of any. */
    Set<Post> reachable(Collection<Post> pool, Collection<Post> others, Instant now) {
        return new HashSet<>(jdbc.sql("""
                select g.code, g.staff from (
                    select code, staff, true as own from unnest(:poolCodes::bigint[], :pool::bigint[]) p (code, staff)
                    union all select code, staff, false from unnest(:otherCodes::bigint[], :others::bigint[]) o (code, staff)) g
                where exists (select 1 from channel_state s
                    where s.staff_id = g.staff and s.status = 'READY' and (not g.own or s.code_id = g.code)
                      and s.kind in ('COMMON', 'LEASED')
                      and (s.kind = 'COMMON' or s.leased_until is null or s.leased_until <= :now))""")
                .param("poolCodes", Post.codes(pool))
                .param("pool", Post.guides(pool))
                .param("otherCodes", Post.codes(others))
                .param("others", Post.guides(others))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Post(row.getLong("code"), new StaffId(row.getLong("staff"))))
                .list());
    }

    /**
     * The contact ways whose last lease is longest ago, so that a late add most likely still finds its own scan; where a code has none left
     * for a guide, one of the guide's other codes, and then the guide's common one. The rows are locked: they are lent in this transaction.
     *
     * @return as many as are wanted at each post, or fewer where there is no common one either
     */
    Map<Post, Deque<Way>> claim(SortedMap<Post, Integer> wanted, Instant now) {
        Map<Post, Deque<Way>> claimed = new HashMap<>();
        if (wanted.isEmpty()) {
            return claimed;
        }
        own(wanted, now).forEach(row -> add(claimed, row));
        SortedMap<Post, Integer> lacking = lacking(wanted, claimed);
        if (!lacking.isEmpty()) {
            spread(others(lacking, claimed, now), lacking, claimed);
            Set<Post> still = lacking(wanted, claimed).keySet();
            if (!still.isEmpty()) {
                common(still).forEach(row -> fill(claimed, row, wanted.getOrDefault(row.post(), 0)));
            }
        }
        return claimed;
    }

    /**
     * Lets the ways that these codes cannot do without be made before all others.
     *
     * @return the codes for which it is worth waiting: nothing has failed, and nobody has waited for long
     */
    Set<Long> hurry(Collection<Long> codes, Instant now) {
        return new HashSet<>(jdbc.sql("""
                with slow as (
                    select id from channel_state
                    where code_id = any(:codes) and kind = 'COMMON' and status in ('INTENT', 'CALLING') and failure is null
                        and awaited_since is null
                    order by id for update),
                hurried as (
                    update channel_state s set rank = 0, awaited_since = :now,
                        due_at = case status when 'INTENT' then least(due_at, :now) else due_at end
                    from slow where s.id = slow.id returning code_id)
                select code_id from hurried
                union select code_id from channel_state
                where code_id = any(:codes) and kind = 'COMMON' and status in ('INTENT', 'CALLING', 'READY') and failure is null
                    and awaited_since > :patience""")
                .param("codes", codes.toArray(Long[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("patience", now.minus(PATIENCE).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list());
    }

    private static SortedMap<Post, Integer> lacking(SortedMap<Post, Integer> wanted, Map<Post, Deque<Way>> claimed) {
        SortedMap<Post, Integer> lacking = new TreeMap<>(wanted);
        claimed.forEach((post, ways) ->
                lacking.computeIfPresent(post, (one, many) -> many > ways.size() ? many - ways.size() : null));
        return lacking;
    }

    private List<Row> own(SortedMap<Post, Integer> wanted, Instant now) {
        return jdbc.sql("""
                select w.code, w.staff, s.id, s.qr_url
                from unnest(:codes::bigint[], :staff::bigint[], :wanted::integer[]) w (code, staff, wanted)
                cross join lateral (
                    select id, qr_url from channel_state
                    where code_id = w.code and staff_id = w.staff and kind = 'LEASED' and status = 'READY'
                      and (leased_until is null or leased_until <= :now)
                    order by leased_at nulls first, id limit w.wanted
                    for update skip locked) s""")
                .param("codes", Post.codes(wanted.keySet()))
                .param("staff", Post.guides(wanted.keySet()))
                .param("wanted", numbers(wanted))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> row(row, true))
                .list();
    }

    /** Not those which this transaction has claimed already: its own locks do not keep it away. */
    private List<Row> others(SortedMap<Post, Integer> lacking, Map<Post, Deque<Way>> claimed, Instant now) {
        SortedMap<Long, Integer> byGuide = new TreeMap<>();
        lacking.forEach((post, many) -> byGuide.merge(post.guide().value(), many, Integer::sum));
        return jdbc.sql("""
                select 0 as code, w.staff, s.id, s.qr_url
                from unnest(:staff::bigint[], :wanted::integer[]) w (staff, wanted)
                cross join lateral (
                    select id, qr_url from channel_state
                    where staff_id = w.staff and kind = 'LEASED' and status = 'READY'
                      and (leased_until is null or leased_until <= :now) and id <> all (:claimed::bigint[])
                    order by leased_at nulls first, id limit w.wanted
                    for update skip locked) s""")
                .param(
                        "staff",
                        byGuide.keySet().stream().mapToLong(Long::longValue).toArray())
                .param("wanted", numbers(byGuide))
                .param(
                        "claimed",
                        claimed.values().stream()
                                .flatMap(Deque::stream)
                                .mapToLong(Way::stateId)
                                .toArray())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> row(row, true))
                .list();
    }

    private static void spread(List<Row> free, SortedMap<Post, Integer> lacking, Map<Post, Deque<Way>> claimed) {
        Map<StaffId, Deque<Way>> byGuide = new HashMap<>();
        free.forEach(row -> byGuide.computeIfAbsent(row.post().guide(), guide -> new ArrayDeque<>())
                .add(row.way()));
        lacking.forEach((post, many) -> {
            Deque<Way> ways = byGuide.getOrDefault(post.guide(), new ArrayDeque<>());
            for (int taken = 0; taken < many && !ways.isEmpty(); taken++) {
                add(claimed, new Row(post, ways.remove()));
            }
        });
    }

    private List<Row> common(Set<Post> posts) {
        return jdbc.sql("""
                select w.code, w.staff, s.id, s.qr_url from unnest(:codes::bigint[], :staff::bigint[]) w (code, staff)
                cross join lateral (
                    select id, qr_url from channel_state where staff_id = w.staff and kind = 'COMMON' and status = 'READY'
                    order by (code_id = w.code) desc, id limit 1) s""")
                .param("codes", Post.codes(posts))
                .param("staff", Post.guides(posts))
                .query((row, number) -> row(row, false))
                .list();
    }

    private static Row row(ResultSet row, boolean leased) throws SQLException {
        return new Row(
                new Post(row.getLong("code"), new StaffId(row.getLong("staff"))),
                new Way(row.getLong("id"), row.getString("qr_url"), leased));
    }

    private static int[] numbers(Map<?, Integer> wanted) {
        return wanted.values().stream().mapToInt(Integer::intValue).toArray();
    }

    private static void add(Map<Post, Deque<Way>> claimed, Row row) {
        claimed.computeIfAbsent(row.post(), post -> new ArrayDeque<>()).add(row.way());
    }

    private static void fill(Map<Post, Deque<Way>> claimed, Row row, int wanted) {
        Deque<Way> ways = claimed.computeIfAbsent(row.post(), post -> new ArrayDeque<>());
        while (ways.size() < wanted) {
            ways.add(row.way());
        }
    }
}
