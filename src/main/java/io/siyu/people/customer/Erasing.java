package io.siyu.people.customer;

import io.siyu.foundation.job.PolledWork;
import io.siyu.foundation.privacy.Erasures;
import io.siyu.foundation.privacy.Person;
import io.siyu.shared.CustomerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows under which ids and keys a person is kept, and goes on with erasures that something interrupted. */
@Component
class Erasing implements PolledWork {

    private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final Erasures erasures;

    Erasing(JdbcClient jdbc, Erasures erasures) {
        this.jdbc = jdbc;
        this.erasures = erasures;
    }

    Person person(CustomerId customer) {
        List<Long> ids = new ArrayList<>(List.of(customer.value()));
        ids.addAll(jdbc.sql("select id from customer_customer where merged_into = :id order by id")
                .param("id", customer.value())
                .query(Long.class)
                .list());
        List<String> keys = jdbc.sql(
                        "select key from customer_identity where customer_id in (:ids) and type <> 'PHONE'")
                .param("ids", ids)
                .query(String.class)
                .list();
        return new Person(customer.value(), ids, keys);
    }

    @Override
    public String name() {
        return "customer.erasing";
    }

    @Override
    public boolean workOnce() {
        erasures.unfinished(GIVEN_UP_AFTER).forEach(id -> erasures.finish(person(new CustomerId(id))));
        return false;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(30);
    }
}
