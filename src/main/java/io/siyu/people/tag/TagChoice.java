package io.siyu.people.tag;

import io.siyu.people.relation.CustomerChoice;
import io.siyu.shared.CustomerId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Those of an employee's friends who have a tag, for a handover. */
@Component
class TagChoice implements CustomerChoice {

    private final JdbcClient jdbc;

    TagChoice(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public By by() {
        return By.TAG;
    }

    @Override
    public Set<CustomerId> among(long id, Collection<CustomerId> customers) {
        return new HashSet<>(jdbc.sql(
                        "select customer_id from tag_assignment where tag_id = :tag and customer_id = any(:customers)")
                .param("tag", id)
                .param("customers", customers.stream().map(CustomerId::value).toArray(Long[]::new))
                .query((row, number) -> new CustomerId(row.getLong("customer_id")))
                .list());
    }
}
