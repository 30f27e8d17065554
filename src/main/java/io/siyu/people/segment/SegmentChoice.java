package io.siyu.people.segment;

import io.siyu.people.relation.CustomerChoice;
import io.siyu.shared.CustomerId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Those of an employee's friends who are in a segment, for a handover. */
@Component
class SegmentChoice implements CustomerChoice {

    private final JdbcClient jdbc;

    SegmentChoice(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public By by() {
        return By.SEGMENT;
    }

    @Override
    public Set<CustomerId> among(long id, Collection<CustomerId> customers) {
        return new HashSet<>(jdbc.sql(
                        "select customer_id from segment_member where segment_id = :segment and customer_id = any(:customers)")
                .param("segment", id)
                .param("customers", customers.stream().map(CustomerId::value).toArray(Long[]::new))
                .query((row, number) -> new CustomerId(row.getLong("customer_id")))
                .list());
    }
}
