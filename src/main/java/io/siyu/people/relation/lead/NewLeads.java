package io.siyu.people.relation.lead;

import io.siyu.people.relation.LeadLetters;
import io.siyu.people.relation.lead.ImportLine.Place;
import io.siyu.people.relation.lead.LeadWords.Sealed;
import io.siyu.people.relation.lead.LeadWords.Words;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes leads down, many at once. */
@Component
class NewLeads {

    private final JdbcClient jdbc;
    private final LeadPhones phones;
    private final LeadWords words;
    private final LeadEvents events;
    private final LeadLetters letters;
    private final JsonMapper json;
    private final Clock clock;

    NewLeads(
            JdbcClient jdbc,
            LeadPhones phones,
            LeadWords words,
            LeadEvents events,
            LeadLetters letters,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.phones = phones;
        this.words = words;
        this.events = events;
        this.letters = letters;
        this.json = json;
        this.clock = clock;
    }

    /** @param customer whose number it is, where that is known */
    record Fresh(
            ImportLine line,
            String phone,
            Place place,
            @Nullable CustomerId customer) {}

    private record Row(
            int place,
            long phoneId,
            String source,
            @Nullable String name,
            @Nullable String nameKey,
            String words,
            String invitation,
            @Nullable Long storeId,
            @Nullable Long staffId,
            @Nullable Long customerId) {}

    private record Written(long id, long phoneId) {}

    /**
     * @param leads by their place in the file
     * @return the places of those that somebody else wrote down, or whose owner asked not to be called, a moment before
     */
    Set<Integer> write(Batches.Batch batch, Map<Integer, Fresh> leads) {
        if (leads.isEmpty()) {
            return Set.of();
        }
        Map<String, Long> ids =
                phones.write(leads.values().stream().map(Fresh::phone).toList());
        List<Row> rows = new ArrayList<>();
        leads.forEach((place, one) -> rows.add(row(place, one, ids, batch)));
        phones.lock(ids.values());
        List<Written> written = jdbc.sql("""
                insert into relation_lead (batch_id, phone_id, source, name_sealed, name_key, words_sealed, invitation, store_id, staff_id, state, created_at,
                    assigned_at, touched_at, customer_id)
                select :batch, "phoneId", source, decode(name, 'base64'), "nameKey", decode(words, 'base64'), invitation, "storeId", "staffId",
                    case when "staffId" is null then 'POOL' else 'ASSIGNED' end, :now,
                    case when "staffId" is not null then :now end, case when "staffId" is not null then :now end, "customerId"
                from jsonb_to_recordset(:rows::jsonb) as row (place int, "phoneId" bigint, source text, name text,
                    "nameKey" text, words text, invitation text, "storeId" bigint, "staffId" bigint, "customerId" bigint)
                join relation_lead_phone p on p.id = "phoneId" and p.blocked_at is null
                order by place
                on conflict (phone_id) where state in ('POOL', 'ASSIGNED', 'CONTACTED') do nothing
                returning id, phone_id""")
                .param("batch", batch.id())
                .param("rows", json.writeValueAsString(rows))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Written.class)
                .list();
        List<Long> made = written.stream().map(Written::id).toList();
        events.imported(made);
        letters.want(rows.stream()
                .flatMap(row -> Stream.ofNullable(row.staffId()))
                .map(StaffId::new)
                .toList());
        Set<Long> there = new HashSet<>();
        written.forEach(one -> there.add(one.phoneId()));
        Set<Integer> late = new HashSet<>();
        rows.stream().filter(row -> !there.contains(row.phoneId())).forEach(row -> late.add(row.place()));
        return late;
    }

    private Row row(int place, Fresh one, Map<String, Long> ids, Batches.Batch batch) {
        ImportLine line = one.line();
        StoreId store = one.place().store();
        StaffId guide = one.place().guide();
        CustomerId customer = one.customer();
        Sealed sealed = words.seal(new Words(line.name(), line.remark(), line.own()));
        byte[] name = sealed.name();
        return new Row(
                place,
                Objects.requireNonNull(ids.get(one.phone())),
                line.source().isEmpty() ? batch.source() : line.source(),
                name == null ? null : Base64.getEncoder().encodeToString(name),
                sealed.nameKey(),
                Base64.getEncoder().encodeToString(sealed.words()),
                Invitations.fresh(),
                store == null ? null : store.value(),
                guide == null ? null : guide.value(),
                customer == null ? null : customer.value());
    }
}
