package io.siyu.people.customer;

import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people do not want to be contacted for, and every change of mind. */
@Component
class Consents {

    private static final String LIVING = "coalesce((select merged_into from customer_customer where id = :id), :id)";

    private final JdbcClient jdbc;
    private final Changes changes;
    private final Clock clock;

    Consents(JdbcClient jdbc, Changes changes, Clock clock) {
        this.jdbc = jdbc;
        this.changes = changes;
        this.clock = clock;
    }

    /** One change of mind. */
    record Change(Purpose purpose, boolean accepted, Instant at, String byWhom) {}

    /** Somebody unknown accepts nothing. */
    boolean accepts(CustomerId customer, Purpose purpose) {
        return jdbc.sql("select not (:purpose = any(refuses)) from customer_customer where id = " + LIVING)
                .param("purpose", purpose.name())
                .param("id", customer.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void set(CustomerId customer, Purpose purpose, boolean accepted, String byWhom) {
        Optional<Long> changed = jdbc.sql("""
                update customer_customer
                set refuses = case when :accepted then array_remove(refuses, :purpose::text)
                                   else array_append(refuses, :purpose::text) end
                where id = :id and (:purpose = any(refuses)) = :accepted returning id""")
                .param("accepted", accepted)
                .param("purpose", purpose.name())
                .param("id", customer.value())
                .query(Long.class)
                .optional();
        changed.map(CustomerId::new).ifPresent(id -> {
            log(id, purpose, accepted, byWhom);
            changes.tell(id, CustomerChange.Kind.CONSENT);
        });
    }

    List<Change> changesOf(CustomerId customer) {
        return jdbc.sql("""
                select purpose, accepted, at, by_whom from customer_consent_change
                where customer_id = :id order by id desc limit 100""")
                .param("id", customer.value())
                .query((row, number) -> new Change(
                        Purpose.valueOf(row.getString("purpose")),
                        row.getBoolean("accepted"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("by_whom")))
                .list();
    }

    private void log(CustomerId customer, Purpose purpose, boolean accepted, String byWhom) {
        jdbc.sql("""
                insert into customer_consent_change (customer_id, purpose, accepted, at, by_whom)
                values (:customer, :purpose, :accepted, :at, :byWhom)""")
                .param("customer", customer.value())
                .param("purpose", purpose.name())
                .param("accepted", accepted)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("byWhom", byWhom)
                .update();
    }
}
