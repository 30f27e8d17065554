package io.siyu.people.customer;

import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Appends to the stream of changes, in the transaction of the change. */
@Component
class Changes {

    private final JdbcClient jdbc;
    private final Clock clock;

    Changes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void tell(CustomerId customer, CustomerChange.Kind kind) {
        jdbc.sql("insert into customer_change (customer_id, kind, at) values (:customer, :kind, :at)")
                .param("customer", customer.value())
                .param("kind", kind.name())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
