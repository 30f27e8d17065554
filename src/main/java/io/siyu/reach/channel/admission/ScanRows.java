package io.siyu.reach.channel.admission;

import io.siyu.reach.channel.allocation.Allocation.Count;
import io.siyu.reach.channel.allocation.Allocation.Decision;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Visitors, scans, the ledger of decisions and the counters of the day. */
@Component
public class ScanRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ScanRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A scan of this visitor that still holds its place. */
    public record Earlier(long scanId, StaffId staff, long stateId, String qrUrl) {}

    private record Tally(long staffId, Count count) {}

    record WeighedJson(long staff, int weight, int turns) {}

    record ExcludedJson(long staff, String why, int taken) {}

    public void seen(String visitor, Instant now) {
        jdbc.sql("""
                insert into channel_visitor (id, first_at, last_at) values (:id, :now, :now)
                on conflict (id) do update set last_at = :now""")
                .param("id", visitor)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Long> customerOf(String visitor) {
        return jdbc.sql("select customer_id from channel_visitor where id = :id and customer_id is not null")
                .param("id", visitor)
                .query(Long.class)
                .optional();
    }

    public void known(String visitor, CustomerId customer) {
        jdbc.sql("update channel_visitor set customer_id = :customer where id = :id")
                .param("id", visitor)
                .param("customer", customer.value())
                .update();
    }

    public Optional<Earlier> liveOf(String visitor, long codeId, Instant now) {
        return jdbc.sql("""
                select c.id, c.staff_id, s.id as state_id, s.qr_url from channel_scan c
                join channel_state s on s.id = c.state_id and s.status = 'READY' and (s.kind = 'COMMON' or s.leased_by = c.id)
                where c.visitor = :visitor and c.code_id = :code and c.reserved_until > :now and c.added_at is null
                order by c.id desc limit 1""")
                .param("visitor", visitor)
                .param("code", codeId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Earlier(
                        row.getLong("id"),
                        new StaffId(row.getLong("staff_id")),
                        row.getLong("state_id"),
                        row.getString("qr_url")))
                .optional();
    }

    /**
     * The scan, its entry in the ledger and its count, in one statement.
     *
     * @param reservedUntil absent when nobody took the visitor
     */
    public long insert(
            long codeId,
            String visitor,
            Decision decision,
            LocalDate day,
            Instant now,
            @Nullable Instant reservedUntil) {
        Long staff = decision.guide().map(StaffId::value).orElse(null);
        return jdbc.sql("""
                with scan as (
                    insert into channel_scan (code_id, visitor, at, staff_id, reserved_until)
                    values (:code, :visitor, :now, :staff, :until) returning id),
                decided as (
                    insert into channel_decision (code_id, scan_id, at, staff_id, reason, weighed, excluded)
                    select :code, id, :now, :staff::bigint, :reason, :weighed::jsonb, :excluded::jsonb from scan),
                counted as (
                    insert into channel_day as d (code_id, staff_id, day, scans, turns)
                    values (:code, coalesce(:staff::bigint, 0), :day, 1, :turns)
                    on conflict (code_id, day, staff_id) do update
                    set scans = d.scans + 1, turns = greatest(d.turns, excluded.turns))
                select id from scan""")
                .param("code", codeId)
                .param("visitor", visitor)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("staff", staff)
                .param("until", reservedUntil == null ? null : reservedUntil.atOffset(ZoneOffset.UTC))
                .param("reason", decision.reason().name())
                .param("weighed", json.writeValueAsString(weighed(decision)))
                .param("excluded", json.writeValueAsString(excluded(decision)))
                .param("day", day)
                .param("turns", decision.turnsAfter().orElse(0))
                .query(Long.class)
                .single();
    }

    static List<WeighedJson> weighed(Decision decision) {
        return decision.weighed().stream()
                .map(one -> new WeighedJson(one.staff().value(), one.weight(), one.turns()))
                .toList();
    }

    static List<ExcludedJson> excluded(Decision decision) {
        return decision.excluded().stream()
                .map(one -> new ExcludedJson(one.staff().value(), one.why().name(), one.taken()))
                .toList();
    }

    public void renew(long scanId, Instant until) {
        jdbc.sql("update channel_scan set reserved_until = :until where id = :id and added_at is null")
                .param("id", scanId)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Today's counts by guide. One statement, so one moment: an add that commits meanwhile is either still a reservation or already an
     * add, never neither.
     */
    public Map<StaffId, Count> counts(long codeId, LocalDate day, Instant now) {
        return jdbc
                .sql("""
                select staff_id, sum(turns) as turns, sum(adds) as adds, sum(reserved) as reserved from (
                    select staff_id, turns, adds, 0 as reserved from channel_day where code_id = :code and day = :day
                    union all
                    select staff_id, 0, 0, 1 from channel_scan
                    where code_id = :code and reserved_until > :now and added_at is null and staff_id is not null) taken
                where staff_id > 0 group by staff_id""")
                .param("code", codeId)
                .param("day", day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Tally(
                        row.getLong("staff_id"),
                        new Count(row.getInt("turns"), row.getInt("adds"), row.getInt("reserved"))))
                .list()
                .stream()
                .collect(Collectors.toMap(one -> new StaffId(one.staffId()), Tally::count));
    }
}
