package io.siyu.people.relation.lead;

import io.siyu.foundation.crypto.Vault;
import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Numbers of leads: one row each, readable only with the master key. */
@Component
class LeadPhones {

    static final String INDEX = "lead-phone";

    private static final int SHOWN_DIGITS = 4;
    private static final DataScope EVERYTHING = new DataScope.All();

    private final JdbcClient jdbc;
    private final Vault vault;

    LeadPhones(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * A number that we have, and the lead that is open for it.
     *
     * @param open whether there is one
     * @param batch the name of the list it came with; absent for who may not see that lead
     * @param guide who has it; absent for who may not see that lead
     */
    record Known(
            long id,
            boolean blocked,
            boolean open,
            @Nullable String batch,
            @Nullable String guide) {}

    private record Row(String key, Known known) {}

    /**
     * Those of these numbers that we have.
     *
     * @param scope leads outside have no names
     */
    Map<String, Known> known(Collection<String> phones, DataScope scope) {
        if (phones.isEmpty()) {
            return Map.of();
        }
        Map<String, String> byKey = new HashMap<>();
        phones.forEach(phone -> keysOf(phone).forEach(key -> byKey.put(key, phone)));
        Predicates.Predicate visible = Predicates.of(scope, "l.staff_id", "l.store_id");
        List<Row> rows = jdbc.sql("""
                select p.id, p.key, p.blocked_at is not null as blocked, l.id is not null as open, b.name as batch, m.name as guide
                from relation_lead_phone p
                left join relation_lead l on l.phone_id = p.id and l.state in ('POOL', 'ASSIGNED', 'CONTACTED')
                left join relation_lead_batch b on b.id = l.batch_id and %1$s
                left join staff_member m on m.id = l.staff_id and %1$s
                where p.key = any(:keys)""".formatted(visible.sql()))
                .params(visible.parameters())
                .param("keys", byKey.keySet().toArray(String[]::new))
                .query((row, number) -> new Row(
                        row.getString("key"),
                        new Known(
                                row.getLong("id"),
                                row.getBoolean("blocked"),
                                row.getBoolean("open"),
                                row.getString("batch"),
                                row.getString("guide"))))
                .list();
        Map<String, Known> known = new HashMap<>();
        rows.forEach(row -> known.put(Objects.requireNonNull(byKey.get(row.key())), row.known()));
        return known;
    }

    /** The ids of these numbers, written down where they were not; whoever writes the same ones at once waits. */
    Map<String, Long> write(Collection<String> phones) {
        Map<String, Long> ids = new LinkedHashMap<>();
        known(phones, EVERYTHING).forEach((phone, known) -> ids.put(phone, known.id()));
        SortedMap<String, String> fresh = new TreeMap<>();
        phones.stream()
                .filter(phone -> !ids.containsKey(phone))
                .forEach(phone -> fresh.put(keysOf(phone).getFirst(), phone));
        if (!fresh.isEmpty()) {
            jdbc.sql("""
                    insert into relation_lead_phone (key, sealed, last_four)
                    select * from unnest(:keys::text[], :sealed::bytea[], :lastFours::text[])
                    on conflict (key) do nothing""")
                    .param("keys", fresh.keySet().toArray(String[]::new))
                    .param("sealed", fresh.values().stream().map(vault::seal).toArray(byte[][]::new))
                    .param(
                            "lastFours",
                            fresh.values().stream().map(LeadPhones::lastFour).toArray(String[]::new))
                    .update();
            known(fresh.values(), EVERYTHING).forEach((phone, known) -> ids.put(phone, known.id()));
        }
        return ids;
    }

    /** In one order for all, so that two who bring the same numbers wait for each other instead of blocking each other. */
    void lock(Collection<Long> ids) {
        jdbc.sql("select id from relation_lead_phone where id = any(:ids) order by id for no key update")
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    /**
     * The number of one lead, before the lead itself: so do all who bring leads, and two who went the other way would block each other.
     *
     * @return false when nobody calls it any more
     */
    boolean lockOf(long lead) {
        return jdbc.sql("""
                select blocked_at is null as free from relation_lead_phone
                where id = (select phone_id from relation_lead where id = :lead) for no key update""").param("lead", lead).query(Boolean.class).optional().orElse(true);
    }

    /** The open leads of these numbers. */
    List<Long> openLeads(Collection<String> phones) {
        List<String> keys =
                phones.stream().flatMap(phone -> keysOf(phone).stream()).toList();
        return keys.isEmpty()
                ? List.of()
                : jdbc.sql("""
                        select l.id from relation_lead l join relation_lead_phone p on p.id = l.phone_id
                        where p.key in (:keys) and l.state in ('POOL', 'ASSIGNED', 'CONTACTED') order by l.id""").param("keys", keys).query(Long.class).list();
    }

    /** Absent when it was erased. */
    Optional<String> of(long lead) {
        return jdbc.sql("""
                select p.sealed from relation_lead l join relation_lead_phone p on p.id = l.phone_id
                where l.id = :lead and p.sealed is not null""")
                .param("lead", lead)
                .query((row, number) -> vault.open(row.getBytes("sealed")))
                .optional();
    }

    /** What guides noted at these people. */
    List<String> notedAt(Collection<Long> people) {
        return jdbc.sql("""
                select distinct on (p.id) p.sealed from relation_noted_phone n join relation_lead_phone p on p.id = n.phone_id
                where n.customer_id = any(:people) and p.sealed is not null order by p.id""")
                .param("people", people.toArray(Long[]::new))
                .query((row, number) -> vault.open(row.getBytes("sealed")))
                .list();
    }

    /** Nobody calls the number of this lead any more. */
    void block(long lead, OffsetDateTime now) {
        jdbc.sql("""
                update relation_lead_phone set blocked_at = coalesce(blocked_at, :now)
                where id = (select phone_id from relation_lead where id = :lead)""").param("now", now).param("lead", lead).update();
    }

    List<String> keysOf(String phone) {
        return vault.blindIndexes(INDEX, phone).stream()
                .map(HexFormat.of()::formatHex)
                .toList();
    }

    static String lastFour(String phone) {
        return phone.substring(phone.length() - SHOWN_DIGITS);
    }
}
