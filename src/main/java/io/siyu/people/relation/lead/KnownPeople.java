package io.siyu.people.relation.lead;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.shared.CustomerId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who of the customers is behind a number, and whose friend that one is, as far as the reader may see that guide. */
@Component
class KnownPeople {

    private final CustomerDirectory customers;
    private final NotedPhones noted;
    private final JdbcClient jdbc;

    KnownPeople(CustomerDirectory customers, NotedPhones noted, JdbcClient jdbc) {
        this.customers = customers;
        this.noted = noted;
        this.jdbc = jdbc;
    }

    /**
     * @param friend whether they are anybody's
     * @param friendOf the name of the guide who has been their friend for longest, of those in the reader's scope
     * @param noted whether all that tells of it is what a guide noted at the friend
     */
    record Person(CustomerId id, boolean friend, @Nullable String friendOf, boolean noted) {}

    private record Friend(long customer, @Nullable String guide) {}

    /** By the number; those of nobody are left out. */
    Map<String, Person> behind(Collection<String> phones, DataScope scope) {
        Map<Identity, CustomerId> found =
                customers.find(phones.stream().map(Identity::phone).collect(Collectors.toSet()));
        Map<String, CustomerId> friendsByNote = noted.friends(phones);
        Set<CustomerId> everybody = new HashSet<>(found.values());
        everybody.addAll(friendsByNote.values());
        Map<Long, Friend> friends = friendsOf(everybody, scope);
        Map<String, Person> people = new HashMap<>();
        friendsByNote.forEach((phone, id) -> people.put(phone, person(id, friends.get(id.value()), true)));
        found.forEach((phone, id) -> {
            Friend friend = friends.get(id.value());
            if (friend != null || !people.containsKey(phone.value())) {
                people.put(phone.value(), person(id, friend, false));
            }
        });
        return people;
    }

    private static Person person(CustomerId id, @Nullable Friend friend, boolean noted) {
        return new Person(id, friend != null, friend == null ? null : friend.guide(), noted);
    }

    private Map<Long, Friend> friendsOf(Collection<CustomerId> people, DataScope scope) {
        Predicates.Predicate visible = Predicates.of(scope, "m.id", "m.store_id");
        return jdbc
                .sql("""
                select distinct on (f.customer_id) f.customer_id as customer, m.name as guide from relation_follow f
                left join staff_member m on m.id = f.staff_id and %s
                where f.state = 'FOLLOWING' and f.customer_id = any(:people)
                order by f.customer_id, m.id is null, f.added_at""".formatted(visible.sql()))
                .params(visible.parameters())
                .param("people", people.stream().map(CustomerId::value).toArray(Long[]::new))
                .query(Friend.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Friend::customer, Function.identity()));
    }
}
