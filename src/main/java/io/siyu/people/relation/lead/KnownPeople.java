package io.siyu.people.relation.lead;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.shared.CustomerId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who of the customers is behind a number, and whose friend that one is. */
@Component
class KnownPeople {

    private final CustomerDirectory customers;
    private final JdbcClient jdbc;

    KnownPeople(CustomerDirectory customers, JdbcClient jdbc) {
        this.customers = customers;
        this.jdbc = jdbc;
    }

    /** @param friendOf the name of the guide who has been their friend for longest; absent while nobody is */
    record Person(CustomerId id, @Nullable String friendOf) {}

    /** By the number; those of nobody are left out. */
    Map<String, Person> behind(Collection<String> phones) {
        Map<Identity, CustomerId> found =
                customers.find(phones.stream().map(Identity::phone).collect(Collectors.toSet()));
        Map<Long, String> friends = friendsOf(found.values());
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().value(),
                        entry -> new Person(
                                entry.getValue(), friends.get(entry.getValue().value()))));
    }

    private Map<Long, String> friendsOf(Collection<CustomerId> people) {
        Map<Long, String> friends = new HashMap<>();
        jdbc.sql("""
                select distinct on (f.customer_id) f.customer_id, m.name from relation_follow f
                join staff_member m on m.id = f.staff_id
                where f.state = 'FOLLOWING' and f.customer_id = any(:people)
                order by f.customer_id, f.added_at""")
                .param("people", people.stream().map(CustomerId::value).toArray(Long[]::new))
                .query(row -> {
                    friends.put(row.getLong("customer_id"), row.getString("name"));
                });
        return friends;
    }
}
