package io.siyu.people.relation.lead;

import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.privacy.Rows;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The leads that became this person, and those of their number that never did. Forgetting them empties the number, too; of one whose
 * owner asked not to be called the blind index stays, and nothing else: or the next list with it would have them called again.
 */
@Component
class PersonalLeads implements PersonalData {

    private final JdbcClient jdbc;
    private final CustomerDirectory customers;
    private final LeadPhones phones;
    private final LeadWords words;
    private final Clock clock;

    PersonalLeads(JdbcClient jdbc, CustomerDirectory customers, LeadPhones phones, LeadWords words, Clock clock) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.phones = phones;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public String part() {
        return "lead";
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Person person) {
        Long[] leads = leads(person).toArray(Long[]::new);
        List<Map<String, Object>> rows = Rows.of(jdbc, person).list("""
                select l.id, b.name as list, l.source, l.state, l.created_at
                from relation_lead l join relation_lead_batch b on b.id = l.batch_id
                where l.id = any('%s'::bigint[]) order by l.id""".formatted(array(leads)));
        for (Map<String, Object> row : rows) {
            if (row.get("id") instanceof Number id) {
                phones.of(id.longValue()).ifPresent(phone -> row.put("phone", phone));
                LeadWords.Words told = words.of(id.longValue());
                row.put("name", told.name());
                row.put("remark", told.remark());
                row.put("own", told.own());
            }
        }
        List<Map<String, Object>> noted = phones.notedAt(person.ids()).stream()
                .map(phone -> Map.<String, Object>of("phone", phone))
                .toList();
        return Map.of(
                "leads", rows, "noted", noted, "calls", Rows.of(jdbc, person).list("""
                        select lead_id, kind, at, word, note from relation_lead_event
                        where lead_id = any('%s'::bigint[]) order by id""".formatted(array(leads))));
    }

    @Override
    public void erase(Person person) {
        Long[] people = person.ids().toArray(Long[]::new);
        Long[] leads = leads(person).toArray(Long[]::new);
        jdbc.sql("update relation_lead_event set note = null where lead_id = any(:leads) and note is not null")
                .param("leads", leads)
                .update();
        jdbc.sql("""
                update relation_lead_phone set key = case when blocked_at is not null then key end, sealed = null, last_four = null
                where id in (select phone_id from relation_lead where id = any(:leads)
                    union select n.phone_id from relation_noted_phone n where n.customer_id = any(:people)
                        and not exists (select from relation_lead l where l.phone_id = n.phone_id))""").param("leads", leads).param("people", people).update();
        jdbc.sql("delete from relation_noted_phone where customer_id = any(:people)")
                .param("people", people)
                .update();
        jdbc.sql("""
                insert into relation_lead_event (lead_id, kind, at, by_name)
                select id, 'ERASED', :now, :system from relation_lead
                where id = any(:leads) and state in ('POOL', 'ASSIGNED', 'CONTACTED')""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("system", LeadEvents.SYSTEM)
                .param("leads", leads)
                .update();
        jdbc.sql("""
                update relation_lead set name = null, remark = null, own = null, name_sealed = null, name_key = null,
                    words_sealed = null, invitation = null, next_on = null, orphaned = false,
                    close_reason = case when state = 'CONVERTED' then null when state = 'CLOSED' then close_reason else 'ERASED' end,
                    state = case when state = 'CONVERTED' then state else 'CLOSED' end
                where id = any(:leads)""").param("leads", leads).update();
    }

    /** Every lead of a number that was theirs in any list. That they came by a link does not make its number theirs: links are passed on. */
    private Set<Long> leads(Person person) {
        List<String> keys = person.ids().stream()
                .flatMap(id -> customers.phonesOf(new CustomerId(id)).stream())
                .distinct()
                .flatMap(phone -> phones.keysOf(phone).stream())
                .toList();
        return new HashSet<>(jdbc.sql("""
                select l.id from relation_lead l where l.phone_id in (
                    select phone_id from relation_lead where customer_id = any(:ids) and converted_by is distinct from 'LINK'
                    union select id from relation_lead_phone where key = any(:keys))""")
                .param("ids", person.ids().toArray(Long[]::new))
                .param("keys", keys.toArray(String[]::new))
                .query(Long.class)
                .list());
    }

    private static String array(Long[] ids) {
        return "{" + String.join(",", Arrays.stream(ids).map(String::valueOf).toList()) + "}";
    }
}
