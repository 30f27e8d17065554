package io.siyu.foundation.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Erases people part by part, each in a transaction of its own; what a crash interrupted is gone on with. */
@Component
public class Erasures {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ObjectProvider<PersonalData> parts;
    private final Clock clock;

    Erasures(JdbcClient jdbc, TransactionTemplate transaction, ObjectProvider<PersonalData> parts, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.parts = parts;
        this.clock = clock;
    }

    /** Every part, in the order in which they are erased: the one that knows the person's keys is last. */
    public List<PersonalData> parts() {
        return parts.stream()
                .sorted(Comparator.comparing(PersonalData::keepsTheKeys).thenComparing(PersonalData::part))
                .toList();
    }

    /** Why this person cannot be erased yet, as a code of the bundles. */
    public Optional<String> obstacle(Person person) {
        return parts().stream()
                .map(part -> part.obstacle(person))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Writes down that it is to be done; asking again changes nothing. */
    public void request(Person person, String byWhom) {
        jdbc.sql("""
                insert into privacy_erasure (customer_id, requested_at, requested_by) values (:id, :now, :who)
                on conflict (customer_id) do nothing""")
                .param("id", person.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("who", byWhom)
                .update();
    }

    /** Does what is not done yet. Of two who try at once, one waits and finds it done. */
    public void finish(Person person) {
        for (PersonalData part : parts()) {
            transaction.executeWithoutResult(status -> {
                if (!done(person).contains(part.part())) {
                    part.erase(person);
                    jdbc.sql("update privacy_erasure set done = done || :part::text where customer_id = :id")
                            .param("part", part.part())
                            .param("id", person.id())
                            .update();
                }
            });
        }
        jdbc.sql("update privacy_erasure set finished_at = :now where customer_id = :id and finished_at is null")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", person.id())
                .update();
    }

    /** Whom somebody began to erase some time ago and did not finish. */
    public List<Long> unfinished(Duration age) {
        return jdbc.sql("""
                select customer_id from privacy_erasure where finished_at is null and requested_at < :before
                order by requested_at limit 20""")
                .param("before", clock.instant().minus(age).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list();
    }

    private List<String> done(Person person) {
        return jdbc.sql("select done from privacy_erasure where customer_id = :id for update")
                .param("id", person.id())
                .query((row, number) -> List.of((String[]) row.getArray("done").getArray()))
                .single();
    }
}
