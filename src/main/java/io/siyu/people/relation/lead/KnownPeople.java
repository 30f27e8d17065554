package io.siyu.people.relation.lead;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.shared.CustomerId;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who of the customers is behind a number, and whose friend that one is, as far as the reader may see that guide. */
@Component
class KnownPeople {

    private final CustomerDirectory customers;
    private final JdbcClient jdbc;

    KnownPeople(CustomerDirectory customers, JdbcClient jdbc) {
        this.customers = customers;
        this.jdbc = jdbc;
    }

    /**
     * @param friend whether they are anybody's
     * @param friendOf the name of the guide who has been their friend for longest, of those in the reader's scope
     */
    record Person(CustomerId id, boolean friend, @Nullable String friendOf) {}

    private record Friend(long customer, @Nullable String guide) {}

    /** By the number; those of nobody are left out. */
    Map<String, Person> behind(Collection<String> phones, DataScope scope) {
        Map<Identity, CustomerId> found =
                customers.find(phones.stream().map(Identity::phone).collect(Collectors.toSet()));
        Map<Long, Friend> friends = friendsOf(found.values(), scope);
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().value(),
                        entry -> person(
                                entry.getValue(), friends.get(entry.getValue().value()))));
    }

    private static Person person(CustomerId id, @Nullable Friend friend) {
        return new Person(id, friend != null, friend == null ? null : friend.guide());
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
