package io.siyu.reach.channel.admission;

import io.siyu.reach.channel.allocation.Allocation;
import io.siyu.reach.channel.allocation.Decision;
import io.siyu.reach.channel.allocation.Decision.Exclusion;
import io.siyu.reach.channel.allocation.Decision.Weighed;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.shared.StaffId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down scans with their decisions: why each guide was taken, who would have been next, and who could not be taken. The last is the
 * same for many decisions in a row and is written once as their field.
 */
@Component
class Ledger {

    /** The one who was taken, and the next ones of the rotation. */
    private static final int TOLD = 4;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Ledger(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param way absent when nobody took the visitor */
    record Entry(String visitor, Decision decision, ContactClaims.@Nullable Way way) {}

    record WeighedJson(long staff, int weight, int turns) {}

    private record Scan(String visitor, long id) {}

    /**
     * Scans, decisions, the counters of the day and the leases, in one statement, in the order of the entries.
     *
     * @return the scans by visitor
     */
    Map<String, Long> write(LiveCode code, List<Entry> entries, LocalDate day, Instant now) {
        Map<String, Long> scans = new HashMap<>();
        long seed = Allocation.seed(code.id(), day);
        long[] fields = fields(code, entries);
        jdbc.sql("""
                with asked as (
                    select * from unnest(:visitors::text[], :staff::bigint[], :ways::bigint[], :leased::boolean[],
                        :reserves::boolean[], :reasons::text[], :weighed::text[], :turns::integer[], :fitting::integer[],
                        :fields::bigint[], :owners::bigint[], :notes::text[]) with ordinality
                    as t (visitor, staff, way, leased, reserves, reason, weighed, turns, fitting, field, owner, note, n)),
                scan as (
                    insert into channel_scan (code_id, visitor, at, staff_id, state_id, reserved_until)
                    select :code, visitor, :now, staff, way, case when reserves then :until::timestamptz end
                    from asked order by n returning id, visitor),
                decided as (
                    insert into channel_decision
                        (code_id, scan_id, at, staff_id, reason, weighed, fitting, field_id, owner_id, owner_note)
                    select :code, scan.id, :now, a.staff, a.reason, a.weighed::jsonb, a.fitting, a.field, a.owner, a.note
                    from asked a join scan on scan.visitor = a.visitor order by a.n),
                counted as (
                    insert into channel_day as d (code_id, staff_id, day, scans, turns)
                    select :code, coalesce(staff, 0), :day, count(*), max(turns) from asked group by staff order by staff
                    on conflict (code_id, day, staff_id) do update
                    set scans = d.scans + excluded.scans, turns = greatest(d.turns, excluded.turns)),
                lent as (
                    update channel_state w set leased_by = scan.id, leased_at = :now, leased_until = :until
                    from asked a join scan on scan.visitor = a.visitor where a.leased and w.id = a.way)
                select id, visitor from scan""")
                .param("code", code.id())
                .param("day", day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", now.plus(Admissions.PLACE).atOffset(ZoneOffset.UTC))
                .param("visitors", strings(entries, Entry::visitor))
                .param(
                        "staff",
                        longs(entries, one -> idOf(one.decision().guide().orElse(null))))
                .param(
                        "ways",
                        longs(
                                entries,
                                one -> one.way() == null ? null : one.way().stateId()))
                .param(
                        "leased",
                        flags(entries, one -> one.way() != null && one.way().leased()))
                .param("reserves", flags(entries, one -> one.decision().reserves()))
                .param(
                        "reasons",
                        strings(entries, one -> one.decision().reason().name()))
                .param("weighed", strings(entries, one -> json.writeValueAsString(told(one.decision(), seed))))
                .param(
                        "turns",
                        numbers(entries, one -> one.decision().turnsAfter().orElse(0)))
                .param(
                        "fitting",
                        numbers(entries, one -> one.decision().weighed().size()))
                .param("fields", fields)
                .param("owners", longs(entries, one -> idOf(one.decision().owner())))
                .param("notes", strings(entries, one -> noteOf(one.decision())))
                .query((row, number) -> new Scan(row.getString("visitor"), row.getLong("id")))
                .list()
                .forEach(scan -> scans.put(scan.visitor(), scan.id()));
        return scans;
    }

    private long[] fields(LiveCode code, List<Entry> entries) {
        Map<String, Long> written = new HashMap<>();
        return entries.stream()
                .map(one -> json.writeValueAsString(excluded(one.decision())))
                .mapToLong(excluded -> written.computeIfAbsent(excluded, text -> fieldOf(code, text)))
                .toArray();
    }

    /** Under the code's row lock, so nobody else writes the same one at this moment. */
    private long fieldOf(LiveCode code, String excluded) {
        UUID digest = UUID.nameUUIDFromBytes((code.version() + excluded).getBytes(StandardCharsets.UTF_8));
        return jdbc.sql("""
                with known as (select id from channel_field where code_id = :code and digest = :digest),
                fresh as (
                    insert into channel_field (code_id, digest, version, excluded)
                    select :code, :digest, :version, :excluded::jsonb where not exists (select from known) returning id)
                select id from known union all select id from fresh""")
                .param("code", code.id())
                .param("digest", digest)
                .param("version", code.version())
                .param("excluded", excluded)
                .query(Long.class)
                .single();
    }

    /** Who could not be taken, by reason, in the order of the pool. */
    static Map<Exclusion, List<Long>> excluded(Decision decision) {
        Map<Exclusion, List<Long>> byReason = new EnumMap<>(Exclusion.class);
        decision.excluded()
                .forEach(one -> byReason.computeIfAbsent(one.why(), why -> new ArrayList<>())
                        .add(one.staff().value()));
        return byReason;
    }

    static List<WeighedJson> told(Decision decision, long seed) {
        Comparator<Weighed> byTurn = Allocation.byTurn(seed);
        return decision.weighed().stream()
                .sorted(byTurn)
                .limit(TOLD)
                .map(one -> new WeighedJson(one.staff().value(), one.weight(), one.turns()))
                .toList();
    }

    private static @Nullable Long idOf(@Nullable StaffId staff) {
        return staff == null ? null : staff.value();
    }

    private static @Nullable String noteOf(Decision decision) {
        Exclusion note = decision.ownerNote();
        return note == null ? null : note.name();
    }

    private static @Nullable String[] strings(List<Entry> entries, Function<Entry, @Nullable String> value) {
        return entries.stream().map(value).toArray(String[]::new);
    }

    private static @Nullable Long[] longs(List<Entry> entries, Function<Entry, @Nullable Long> value) {
        return entries.stream().map(value).toArray(Long[]::new);
    }

    private static Integer[] numbers(List<Entry> entries, Function<Entry, Integer> value) {
        return entries.stream().map(value).toArray(Integer[]::new);
    }

    private static Boolean[] flags(List<Entry> entries, Function<Entry, Boolean> value) {
        return entries.stream().map(value).toArray(Boolean[]::new);
    }
}
