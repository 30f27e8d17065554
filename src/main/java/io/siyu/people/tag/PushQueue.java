package io.siyu.people.tag;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The friendships on which WeChat Work and we may have different tags. */
@Component
class PushQueue {

    private static final String ENQUEUE = """
            on conflict (customer_id, staff_id) do update
            set wanted = tag_push.wanted + 1, unsure = tag_push.unsure or excluded.unsure,
                due_at = excluded.due_at, attempts = 0, problem = null""";

    private static final Duration SECOND_IS_OVER = Duration.ofMillis(1500);

    private final JdbcClient jdbc;
    private final CustomerDirectory customers;
    private final Clock clock;

    PushQueue(JdbcClient jdbc, CustomerDirectory customers, Clock clock) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.clock = clock;
    }

    /**
     * A friendship to be brought into line.
     *
     * @param remote the tags that WeChat Work is known to have on it
     * @param attempt the tags of a call whose outcome is not known
     * @param unsure whether the friendship must be read before it is written
     */
    record Push(
            CustomerId customer,
            StaffId staff,
            Set<Long> remote,
            Set<Long> attempt,
            long wanted,
            boolean unsure,
            int attempts) {}

    /** Where some of these tags are the corporation's, every present friendship of these customers has to follow. */
    void changed(long[] customers, long[] tags) {
        if (customers.length == 0 || tags.length == 0) {
            return;
        }
        jdbc.sql("""
                insert into tag_push (customer_id, staff_id, remote_tags, wanted, pushed, unsure, due_at, attempts)
                select f.customer_id, f.staff_id, '{}', 1, 0, true, :now, 0 from relation_follow f
                where f.customer_id = any(:customers::bigint[]) and f.state = 'FOLLOWING'
                  and exists (select 1 from tag_tag t join tag_group g on g.id = t.group_id
                              where t.id = any(:tags::bigint[]) and g.corp)
                order by f.customer_id, f.staff_id
                on conflict (customer_id, staff_id) do update
                set wanted = tag_push.wanted + 1, due_at = excluded.due_at, attempts = 0, problem = null""")
                .param("customers", customers)
                .param("tags", tags)
                .param("now", now())
                .update();
    }

    /**
     * Somebody may have changed tags in a client, or the friendship is new: read it, then bring it into line. The platform tells time in
     * seconds, and a second change within one looks like the first one told twice: so it is read when that second is over.
     */
    @Transactional
    void read(CustomerId customer, StaffId staff, Instant changedAt) {
        CustomerId living = customers.hold(customer);
        Instant now = clock.instant();
        Instant over = changedAt.plus(SECOND_IS_OVER);
        boolean wait = over.isAfter(now) && over.isBefore(now.plus(SECOND_IS_OVER.multipliedBy(2)));
        jdbc.sql("""
                insert into tag_push (customer_id, staff_id, remote_tags, wanted, pushed, unsure, due_at, attempts)
                values (:customer, :staff, '{}', 1, 0, true, :now, 0) """ + ENQUEUE)
                .param("customer", living.value())
                .param("staff", staff.value())
                .param("now", (wait ? over : now).atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean tagged(CustomerId customer) {
        return jdbc.sql("select exists (select 1 from tag_assignment where customer_id = :customer)")
                .param("customer", customer.value())
                .query(Boolean.class)
                .single();
    }

    /** What was known of the merged record's friendships is read afresh for the survivor. */
    void move(CustomerId from, CustomerId to) {
        jdbc.sql("""
                insert into tag_push (customer_id, staff_id, remote_tags, wanted, pushed, unsure, due_at, attempts)
                select :to, staff_id, '{}', 1, 0, true, :now, 0 from tag_push where customer_id = :from order by staff_id\s""" + ENQUEUE)
                .param("to", to.value())
                .param("from", from.value())
                .param("now", now())
                .update();
        jdbc.sql("delete from tag_push where customer_id = :from")
                .param("from", from.value())
                .update();
    }

    Optional<Push> next() {
        return jdbc.sql("""
                select * from tag_push where wanted > pushed and due_at <= :now order by due_at, customer_id limit 1""")
                .param("now", now())
                .query((row, number) -> new Push(
                        new CustomerId(row.getLong("customer_id")),
                        new StaffId(row.getLong("staff_id")),
                        set(row.getArray("remote_tags")),
                        set(row.getArray("attempt_tags")),
                        row.getLong("wanted"),
                        row.getBoolean("unsure"),
                        row.getInt("attempts")))
                .optional();
    }

    /** Written before the call: should we die now, the friendship is read before it is written again. */
    void attempt(Push push, Collection<Long> touched) {
        jdbc.sql("""
                update tag_push set unsure = true, attempt_tags = :touched::bigint[]
                where customer_id = :customer and staff_id = :staff""")
                .param("touched", array(touched))
                .param("customer", push.customer().value())
                .param("staff", push.staff().value())
                .update();
    }

    /** WeChat Work had these tags on the friendship. What came in since the push was taken may have changed them: read again then. */
    void known(Push push, Collection<Long> remote, boolean done, @Nullable String problem) {
        jdbc.sql("""
                update tag_push set remote_tags = :remote::bigint[], attempt_tags = '{}', unsure = wanted > :wanted,
                    pushed = case when :done then greatest(pushed, :wanted) else pushed end, problem = :problem
                where customer_id = :customer and staff_id = :staff""")
                .param("remote", array(remote))
                .param("done", done)
                .param("wanted", push.wanted())
                .param("problem", problem)
                .param("customer", push.customer().value())
                .param("staff", push.staff().value())
                .update();
    }

    /** Tried again after a while; still unsure if it may have happened, or if something came in meanwhile. */
    void later(Push push, Duration after, boolean unsure, String problem) {
        jdbc.sql("""
                update tag_push set due_at = :due, attempts = attempts + 1, unsure = :unsure or wanted > :wanted,
                    problem = :problem,
                    attempt_tags = case when :unsure then attempt_tags else '{}' end
                where customer_id = :customer and staff_id = :staff""")
                .param("due", now().plus(after))
                .param("unsure", unsure)
                .param("wanted", push.wanted())
                .param("problem", problem)
                .param("customer", push.customer().value())
                .param("staff", push.staff().value())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static long[] array(Collection<Long> ids) {
        return ids.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static Set<Long> set(Array array) throws SQLException {
        return new LinkedHashSet<>(Arrays.asList((Long[]) array.getArray()));
    }
}
