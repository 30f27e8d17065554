package io.siyu.people.customer;

import io.siyu.foundation.database.AtCommit;
import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Appends to the stream of changes, in the transaction of the change: what changed several times in it is told once, at its end. */
@Component
class Changes {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtCommit<Change> told = new AtCommit<>("customer.changes", this::append);

    Changes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Change(CustomerId customer, CustomerChange.Kind kind) {}

    void tell(CustomerId customer, CustomerChange.Kind kind) {
        told.add(new Change(customer, kind));
    }

    private void append(List<Change> changes) {
        List<Change> each = changes.stream().distinct().toList();
        jdbc.sql("""
                insert into customer_change (customer_id, kind, at)
                select customer, kind, :at from unnest(:customers::bigint[], :kinds::text[]) as told (customer, kind)""")
                .param(
                        "customers",
                        each.stream().mapToLong(one -> one.customer().value()).toArray())
                .param("kinds", each.stream().map(one -> one.kind().name()).toArray(String[]::new))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
