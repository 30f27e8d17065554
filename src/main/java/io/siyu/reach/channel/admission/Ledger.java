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
import java.util.LinkedHashMap;
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
    record Entry(LiveCode code, Ask ask, Decision decision, ContactClaims.@Nullable Way way) {}

    record WeighedJson(long staff, int weight, int turns) {}

    private record Scan(int place, long id) {}

    private record Field(long code, UUID digest) {}

    private record KnownField(Field field, long id) {}

    /**
     * Scans, decisions, the counters of the day and the leases, in one statement, in the order of the entries. Codes are named in the order
     * of their ids, so that those who write the same counters do not wait for each other in a circle.
     *
     * @return the scans
     */
    Map<Ask, Long> write(List<Entry> entries, LocalDate day, Instant now) {
        Map<Ask, Long> scans = new HashMap<>();
        JdbcClient.StatementSpec statement = jdbc.sql("""
                with asked as (
                    select * from unnest(:codes::bigint[], :visitors::text[], :staff::bigint[], :ways::bigint[], :leased::boolean[],
                        :reserves::boolean[], :reasons::text[], :weighed::text[], :turns::integer[], :fitting::integer[],
                        :fields::bigint[], :owners::bigint[], :notes::text[]) with ordinality
                    as t (code, visitor, staff, way, leased, reserves, reason, weighed, turns, fitting, field, owner, note, n)),
                scan as (
                    insert into channel_scan (code_id, visitor, at, staff_id, state_id, reserved_until)
                    select code, visitor, :now, staff, way, case when reserves then :until::timestamptz end
                    from asked order by n returning id, code_id, visitor),
                decided as (
                    insert into channel_decision
                        (code_id, scan_id, at, staff_id, reason, weighed, fitting, field_id, owner_id, owner_note)
                    select a.code, scan.id, :now, a.staff, a.reason, a.weighed::jsonb, a.fitting, a.field, a.owner, a.note
                    from asked a join scan on scan.visitor = a.visitor and scan.code_id = a.code order by a.n),
                counted as (
                    insert into channel_day as d (code_id, staff_id, day, scans, turns)
                    select code, coalesce(staff, 0), :day, count(*), max(turns) from asked group by code, staff order by code, staff
                    on conflict (code_id, day, staff_id) do update
                    set scans = d.scans + excluded.scans, turns = greatest(d.turns, excluded.turns)),
                lent as (
                    update channel_state w set leased_by = scan.id, leased_at = :now, leased_until = :until
                    from asked a join scan on scan.visitor = a.visitor and scan.code_id = a.code where a.leased and w.id = a.way)
                select a.n, scan.id from scan join asked a on a.visitor = scan.visitor and a.code = scan.code_id""");
        bind(statement, entries, day)
                .param("fields", fields(entries))
                .param("day", day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", now.plus(Admissions.PLACE).atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Scan(row.getInt("n"), row.getLong("id")))
                .list()
                .forEach(scan -> scans.put(entries.get(scan.place() - 1).ask(), scan.id()));
        return scans;
    }

    private JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, List<Entry> entries, LocalDate day) {
        return statement
                .param("codes", longs(entries, one -> one.code().id()))
                .param("visitors", strings(entries, one -> one.ask().visitor()))
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
                .param(
                        "weighed",
                        strings(
                                entries,
                                one -> json.writeValueAsString(told(
                                        one.decision(),
                                        Allocation.seed(one.code().id(), day)))))
                .param(
                        "turns",
                        numbers(entries, one -> one.decision().turnsAfter().orElse(0)))
                .param(
                        "fitting",
                        numbers(entries, one -> one.decision().weighed().size()))
                .param("owners", longs(entries, one -> idOf(one.decision().owner())))
                .param("notes", strings(entries, one -> noteOf(one.decision())));
    }

    /** Under the codes' row locks, so nobody else writes the same ones at this moment. */
    private Long[] fields(List<Entry> entries) {
        Map<Field, Entry> wanted = new LinkedHashMap<>();
        List<Field> ofEntries = new ArrayList<>();
        Map<Field, String> texts = new HashMap<>();
        for (Entry one : entries) {
            String excluded = json.writeValueAsString(excluded(one.decision()));
            Field field = new Field(
                    one.code().id(),
                    UUID.nameUUIDFromBytes((one.code().version() + excluded).getBytes(StandardCharsets.UTF_8)));
            ofEntries.add(field);
            texts.put(field, excluded);
            wanted.putIfAbsent(field, one);
        }
        Map<Field, Long> ids = new HashMap<>();
        jdbc.sql("""
                with asked as (
                    select * from unnest(:codes::bigint[], :digests::uuid[], :versions::integer[], :excluded::text[])
                    as t (code, digest, version, excluded)),
                known as (
                    select f.id, f.code_id, f.digest from asked a
                    join channel_field f on f.code_id = a.code and f.digest = a.digest),
                fresh as (
                    insert into channel_field (code_id, digest, version, excluded)
                    select code, digest, version, excluded::jsonb from asked a
                    where not exists (select from known k where k.code_id = a.code and k.digest = a.digest)
                    returning id, code_id, digest)
                select * from known union all select * from fresh""")
                .param("codes", wanted.keySet().stream().mapToLong(Field::code).toArray())
                .param("digests", wanted.keySet().stream().map(Field::digest).toArray(UUID[]::new))
                .param(
                        "versions",
                        wanted.values().stream()
                                .mapToInt(one -> one.code().version())
                                .toArray())
                .param("excluded", wanted.keySet().stream().map(texts::get).toArray(String[]::new))
                .query((row, number) -> new KnownField(
                        new Field(row.getLong("code_id"), row.getObject("digest", UUID.class)), row.getLong("id")))
                .list()
                .forEach(known -> ids.put(known.field(), known.id()));
        return ofEntries.stream().map(ids::get).toArray(Long[]::new);
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
