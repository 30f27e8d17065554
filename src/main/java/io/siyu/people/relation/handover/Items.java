package io.siyu.people.relation.handover;

import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The customers of handovers. Every change of state is conditional on the state before, so that of two who act at once one wins. */
@Component
class Items {

    private final JdbcClient jdbc;

    Items(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One customer on the way. */
    record Item(
            long id,
            long handover,
            StaffId from,
            StaffId to,
            CustomerId customer,
            String externalUserId,
            String state,
            boolean wasUnsure,
            Instant askedAt,
            @Nullable Instant effectiveAt) {}

    /** Who is to be asked for in one call. */
    record Round(long handover, boolean resigned, StaffId from, StaffId to, String message, List<Item> items) {}

    private record Head(long handover, boolean resigned, long from, long to, String message) {}

    /** Takes the next customers of one pair that are due; in the caller's transaction. */
    Optional<Round> take(int most, Instant now, Instant lease) {
        return jdbc.sql("""
                select h.id as handover, h.resigned, i.from_staff_id as "from", i.to_staff_id as "to", h.message
                from relation_handover_item i join relation_handover h on h.id = i.handover_id and h.state = 'RUNNING'
                where i.state = 'QUEUED' and i.due_at <= :now and i.to_staff_id is not null
                order by i.due_at, i.id limit 1""")
                .param("now", utc(now))
                .query(Head.class)
                .optional()
                .map(head -> new Round(
                        head.handover(),
                        head.resigned(),
                        new StaffId(head.from()),
                        new StaffId(head.to()),
                        head.message(),
                        take(head, most, now, lease)));
    }

    private List<Item> take(Head head, int most, Instant now, Instant lease) {
        return jdbc.sql("""
                update relation_handover_item set state = 'ASKING', asked_at = :now, due_at = :lease, attempts = attempts + 1
                where id in (select id from relation_handover_item
                    where handover_id = :handover and to_staff_id = :to and state = 'QUEUED' and due_at <= :now
                    order by due_at, id limit :most for update skip locked)
                returning *""")
                .param("now", utc(now))
                .param("lease", utc(lease))
                .param("handover", head.handover())
                .param("to", head.to())
                .param("most", most)
                .query(Items::item)
                .list();
    }

    /** The platform took them in: they move when their day is over. */
    void waiting(Collection<Long> ids, Instant effectiveAt) {
        jdbc.sql("""
                update relation_handover_item set state = 'WAITING', code = 0, effective_at = :at, due_at = null
                where id in (:ids) and state in ('ASKING', 'UNSURE')""").param("ids", nonEmpty(ids)).param("at", utc(effectiveAt)).update();
    }

    /** A definite no to asking. */
    void failed(Collection<Long> ids, int code, Instant now) {
        jdbc.sql("""
                update relation_handover_item set state = 'FAILED', code = :code, finished_at = :now, due_at = null
                where id in (:ids) and state in ('ASKING', 'UNSURE')""")
                .param("ids", nonEmpty(ids))
                .param("code", code)
                .param("now", utc(now))
                .update();
    }

    /** Nothing was done, or the platform knows of nothing: to be asked for again. */
    void again(Collection<Long> ids, Instant dueAt) {
        jdbc.sql("""
                update relation_handover_item set state = 'QUEUED', due_at = :due
                where id in (:ids) and state in ('ASKING', 'UNSURE')""").param("ids", nonEmpty(ids)).param("due", utc(dueAt)).update();
    }

    /** The answer is lost: the platform is asked what it knows before anything else. */
    void unsure(Collection<Long> ids) {
        jdbc.sql("""
                update relation_handover_item set state = 'UNSURE', was_unsure = true, due_at = null
                where id in (:ids) and state = 'ASKING'""").param("ids", nonEmpty(ids)).update();
    }

    /** Those whose process ended while it asked; answers the pairs to be asked about. */
    List<Pair> lost(Instant now) {
        return jdbc
                .sql("""
                update relation_handover_item set state = 'UNSURE', was_unsure = true, due_at = null
                where state = 'ASKING' and due_at <= :now returning handover_id, to_staff_id""")
                .param("now", utc(now))
                .query((row, number) -> new Pair(row.getLong("handover_id"), new StaffId(row.getLong("to_staff_id"))))
                .list()
                .stream()
                .distinct()
                .toList();
    }

    /** @param state DONE, REFUSED, FULL or LEFT; false when it had ended otherwise meanwhile */
    boolean end(long id, String state, Instant now) {
        return jdbc.sql("""
                update relation_handover_item set state = :state, finished_at = :now, due_at = null
                where id = :id and state in ('UNSURE', 'WAITING')""")
                        .param("id", id)
                        .param("state", state)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** Those of one pair of whom the platform may know something. */
    List<Item> open(Pair pair) {
        return jdbc.sql("""
                select * from relation_handover_item
                where handover_id = :handover and to_staff_id = :to and state in ('UNSURE', 'WAITING') order by id""")
                .param("handover", pair.handover())
                .param("to", pair.to().value())
                .query(Items::item)
                .list();
    }

    /** What is under way for a friendship, as the platform names it. */
    Optional<Item> openOf(StaffId from, String externalUserId) {
        return jdbc.sql("""
                select * from relation_handover_item
                where from_staff_id = :staff and external_userid = :external and state in ('UNSURE', 'WAITING')""")
                .param("staff", from.value())
                .param("external", externalUserId)
                .query(Items::item)
                .optional();
    }

    /** What was done about a friendship around that time: the callback of a move that was known before. */
    Optional<Item> doneOf(StaffId from, String externalUserId, Instant at) {
        return jdbc.sql("""
                select * from relation_handover_item
                where from_staff_id = :staff and external_userid = :external and state = 'DONE'
                  and finished_at >= :at::timestamptz - interval '1 day' order by id desc limit 1""")
                .param("staff", from.value())
                .param("external", externalUserId)
                .param("at", utc(at))
                .query(Items::item)
                .optional();
    }

    List<Item> openTo(StaffId to, String externalUserId) {
        return jdbc.sql("""
                select * from relation_handover_item
                where to_staff_id = :staff and external_userid = :external and state in ('UNSURE', 'WAITING')""")
                .param("staff", to.value())
                .param("external", externalUserId)
                .query(Items::item)
                .list();
    }

    /** Whether the same two had asked for this customer before, in another handover, in vain. */
    boolean hadFailedBefore(Item item) {
        return jdbc.sql("""
                select exists (select 1 from relation_handover_item where from_staff_id = :from and to_staff_id = :to
                    and customer_id = :customer and id <> :id and state in ('REFUSED', 'FULL'))""")
                .param("from", item.from().value())
                .param("to", item.to().value())
                .param("customer", item.customer().value())
                .param("id", item.id())
                .query(Boolean.class)
                .single();
    }

    /** The customer is no friend of that employee any more: nothing is left to hand over. */
    void left(CustomerId customer, StaffId from, Instant now) {
        jdbc.sql("""
                update relation_handover_item set state = 'LEFT', finished_at = :now, due_at = null
                where from_staff_id = :from and customer_id = :customer and state in ('QUEUED', 'UNSURE', 'WAITING')""")
                .param("from", from.value())
                .param("customer", customer.value())
                .param("now", utc(now))
                .update();
    }

    /** One employee and whom they get customers from. */
    record Pair(long handover, StaffId to) {}

    /** When the platform is asked next; the sooner of two wins. */
    void pollAt(Pair pair, Instant at) {
        jdbc.sql("""
                update relation_handover_taker set poll_at = least(coalesce(poll_at, :at), :at)
                where handover_id = :handover and staff_id = :to""")
                .param("at", utc(at))
                .param("handover", pair.handover())
                .param("to", pair.to().value())
                .update();
    }

    /** The next pair to be asked about, which is then left alone for the lease. */
    Optional<Pair> pollNext(Instant now, Duration lease) {
        return jdbc.sql("""
                update relation_handover_taker set poll_at = :later
                where (handover_id, staff_id) = (select handover_id, staff_id from relation_handover_taker
                    where poll_at <= :now order by poll_at limit 1 for update skip locked)
                returning handover_id, staff_id""")
                .param("now", utc(now))
                .param("later", utc(now.plus(lease)))
                .query((row, number) -> new Pair(row.getLong("handover_id"), new StaffId(row.getLong("staff_id"))))
                .optional();
    }

    /** After a look: the next one, an hour later or when the first day is over; none when nobody waits any more. */
    void polled(Pair pair, Instant now, Duration usually) {
        jdbc.sql("""
                update relation_handover_taker t set poll_at = (
                    select case when count(*) = 0 then null
                        else greatest(:soon::timestamptz, least(:later::timestamptz, min(i.effective_at))) end
                    from relation_handover_item i where i.handover_id = t.handover_id and i.to_staff_id = t.staff_id
                        and i.state in ('UNSURE', 'WAITING'))
                where handover_id = :handover and staff_id = :to""")
                .param("soon", utc(now.plusSeconds(30)))
                .param("later", utc(now.plus(usually)))
                .param("handover", pair.handover())
                .param("to", pair.to().value())
                .update();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Collection<Long> nonEmpty(Collection<Long> ids) {
        return ids.isEmpty() ? List.of(-1L) : ids;
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Item item(ResultSet row, int number) throws SQLException {
        Instant asked = instant(row, "asked_at");
        return new Item(
                row.getLong("id"),
                row.getLong("handover_id"),
                new StaffId(row.getLong("from_staff_id")),
                new StaffId(row.getLong("to_staff_id")),
                new CustomerId(row.getLong("customer_id")),
                row.getString("external_userid"),
                row.getString("state"),
                row.getBoolean("was_unsure"),
                asked == null ? Instant.EPOCH : asked,
                instant(row, "effective_at"));
    }
}
