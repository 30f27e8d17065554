package io.siyu.people.relation.lead;

import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Numbers that guides noted at their friends: nobody has verified them, but who has one is a friend already. */
@Component
class NotedPhones {

    private final JdbcClient jdbc;
    private final LeadPhones phones;
    private final Clock clock;

    NotedPhones(JdbcClient jdbc, LeadPhones phones, Clock clock) {
        this.jdbc = jdbc;
        this.phones = phones;
        this.clock = clock;
    }

    private record Noted(String key, long customerId) {}

    /** These, and no others, stand at this friend of this guide. */
    @Transactional(propagation = Propagation.MANDATORY)
    void are(CustomerId customer, StaffId guide, Collection<String> mobiles) {
        Set<String> numbers =
                mobiles.stream().map(PhoneNumber::of).flatMap(Optional::stream).collect(Collectors.toSet());
        Long[] ids =
                numbers.isEmpty() ? new Long[0] : phones.write(numbers).values().toArray(Long[]::new);
        jdbc.sql("""
                delete from relation_noted_phone
                where customer_id = :customer and staff_id = :guide and phone_id <> all(:phones::bigint[])""")
                .param("customer", customer.value())
                .param("guide", guide.value())
                .param("phones", ids)
                .update();
        if (ids.length > 0) {
            jdbc.sql("""
                    insert into relation_noted_phone (phone_id, customer_id, staff_id, noted_at)
                    select unnest(:phones::bigint[]), :customer, :guide, :now on conflict do nothing""")
                    .param("phones", ids)
                    .param("customer", customer.value())
                    .param("guide", guide.value())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** At whom these numbers are noted, of those who still are friends of the guide who did. */
    Map<String, CustomerId> friends(Collection<String> numbers) {
        Map<String, String> byKey = new HashMap<>();
        numbers.forEach(number -> phones.keysOf(number).forEach(key -> byKey.put(key, number)));
        List<Noted> found = byKey.isEmpty()
                ? List.of()
                : jdbc.sql("""
                        select p.key, n.customer_id from relation_lead_phone p join relation_noted_phone n on n.phone_id = p.id
                        join relation_follow f on f.customer_id = n.customer_id and f.staff_id = n.staff_id and f.state = 'FOLLOWING'
                        where p.key = any(:keys) order by n.noted_at desc, n.customer_id desc""")
                        .param("keys", byKey.keySet().toArray(String[]::new))
                        .query(Noted.class)
                        .list();
        Map<String, CustomerId> friends = new HashMap<>();
        found.forEach(one -> {
            String number = byKey.get(one.key());
            if (number != null) {
                friends.put(number, new CustomerId(one.customerId()));
            }
        });
        return friends;
    }
}
