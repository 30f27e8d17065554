package io.siyu.reach.channel.live;

import static io.siyu.reach.channel.live.LiveRows.utc;

import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who takes part in live sessions: one row for each session and person, whatever they did and how often. */
@Component
class LiveGuests {

    private final JdbcClient jdbc;

    LiveGuests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param staff with whom they took part */
    record Guest(
            long sessionId,
            CustomerId customer,
            StaffId staff,
            Instant since,
            @Nullable Instant reservedAt,
            @Nullable Instant addedAt,
            @Nullable Long touchId) {}

    /** @param customer held */
    void reserve(LiveSession session, CustomerId customer, StaffId staff, Instant at) {
        join(session, customer, staff, at, true, false);
    }

    /** Became a friend by the session's code; before its start that is a reservation too. @param customer held */
    void added(LiveSession session, CustomerId customer, StaffId staff, Instant at) {
        join(session, customer, staff, at, at.isBefore(session.draft().startsAt()), true);
    }

    private void join(
            LiveSession session, CustomerId customer, StaffId staff, Instant at, boolean reserves, boolean adds) {
        jdbc.sql("""
                insert into channel_live_guest as g (session_id, customer_id, staff_id, since, reserved_at, added_at)
                values (:session, :customer, :staff, :at, case when :reserves then :at end, case when :adds then :at end)
                on conflict (session_id, customer_id) do update set since = least(g.since, excluded.since),
                    reserved_at = least(g.reserved_at, excluded.reserved_at), added_at = least(g.added_at, excluded.added_at)""")
                .param("session", session.id())
                .param("customer", customer.value())
                .param("staff", staff.value())
                .param("at", utc(at))
                .param("reserves", reserves)
                .param("adds", adds)
                .update();
    }

    Optional<Guest> find(long session, CustomerId customer) {
        return jdbc.sql("select * from channel_live_guest where session_id = :session and customer_id = :customer")
                .param("session", session)
                .param("customer", customer.value())
                .query(LiveGuests::guest)
                .optional();
    }

    /** Those of these people, whoever they live on in, who were ever a guest. */
    Set<CustomerId> among(Collection<CustomerId> customers) {
        return jdbc.sql("""
                select c.id from customer_customer c where c.id = any(:ids) and exists (
                    select 1 from channel_live_guest g where g.customer_id = coalesce(c.merged_into, c.id))""").param("ids", ids(customers)).query(Long.class).list().stream()
                .map(CustomerId::new)
                .collect(Collectors.toSet());
    }

    /** Some who reserved and were not told of that yet. Two ranges of an index: of whoever was told nothing is read. */
    List<CustomerId> untold(long session, String news, Instant now, int most) {
        return jdbc
                .sql("""
                select customer_id from channel_live_guest
                where session_id = :session and reserved_at is not null and coalesce(told, '') < :news
                  and (retry_at is null or retry_at <= :now)
                union all
                select customer_id from channel_live_guest
                where session_id = :session and reserved_at is not null and coalesce(told, '') > :news
                  and (retry_at is null or retry_at <= :now)
                limit :most""")
                .param("session", session)
                .param("news", news)
                .param("now", utc(now))
                .param("most", most)
                .query(Long.class)
                .list()
                .stream()
                .map(CustomerId::new)
                .toList();
    }

    /** Somebody else's turn comes first. */
    void later(long session, CustomerId customer, Instant retryAt) {
        jdbc.sql("""
                update channel_live_guest set retry_at = :at where session_id = :session and customer_id = :customer""")
                .param("at", utc(retryAt))
                .param("session", session)
                .param("customer", customer.value())
                .update();
    }

    /** Those of them who are not told yet and in nobody else's hands, until the transaction ends. @param customers held */
    List<Guest> takeUntold(long session, String news, Collection<CustomerId> customers) {
        return jdbc.sql("""
                select * from channel_live_guest
                where session_id = :session and customer_id = any(:customers) and reserved_at is not null
                  and told is distinct from :news order by customer_id for update skip locked""")
                .param("session", session)
                .param("news", news)
                .param("customers", ids(customers))
                .query(LiveGuests::guest)
                .list();
    }

    /**
     * @param heldBack why not; absent: they were
     * @param touchId what a guide has in hand for it, to be taken back when it holds no more
     */
    void told(Guest guest, String news, @Nullable String heldBack, @Nullable Long touchId, Instant at) {
        jdbc.sql("""
                update channel_live_guest set told = :news, told_at = :at, held_back = :heldBack, touch_id = :touch
                where session_id = :session and customer_id = :customer""")
                .param("news", news)
                .param("at", utc(at))
                .param("heldBack", heldBack)
                .param("touch", touchId)
                .param("session", guest.sessionId())
                .param("customer", guest.customer().value())
                .update();
    }

    /** Some who were told of something that holds no more. */
    List<CustomerId> stale(long session, String current, Instant now, int most) {
        return jdbc
                .sql("""
                select customer_id from channel_live_guest
                where session_id = :session and touch_id is not null and told <> :current
                  and (retry_at is null or retry_at <= :now) order by customer_id limit :most""")
                .param("session", session)
                .param("current", current)
                .param("now", utc(now))
                .param("most", most)
                .query(Long.class)
                .list()
                .stream()
                .map(CustomerId::new)
                .toList();
    }

    /** @param customers held */
    List<Guest> takeStale(long session, String current, Collection<CustomerId> customers) {
        return jdbc.sql("""
                select * from channel_live_guest where session_id = :session and customer_id = any(:customers)
                  and touch_id is not null and told <> :current order by customer_id for update skip locked""")
                .param("session", session)
                .param("current", current)
                .param("customers", ids(customers))
                .query(LiveGuests::guest)
                .list();
    }

    /** @param why they were not told after all; absent: they were, as far as anybody knows */
    void withdrawn(Guest guest, @Nullable String why) {
        jdbc.sql("""
                update channel_live_guest set touch_id = null, held_back = coalesce(:why, held_back)
                where session_id = :session and customer_id = :customer""")
                .param("why", why)
                .param("session", guest.sessionId())
                .param("customer", guest.customer().value())
                .update();
    }

    /** A session that is over or cancelled, with guests that do not know it yet. */
    Optional<Long> ended(Instant now) {
        return jdbc.sql("""
                select s.id from channel_live_session s
                where (s.cancelled_at is not null or coalesce(s.ended_at, s.ends_at) <= :now) and exists (
                    select 1 from channel_live_guest g where g.session_id = s.id and g.over_at is null
                      and (g.retry_at is null or g.retry_at <= :now))
                order by s.id limit 1""").param("now", utc(now)).query(Long.class).optional();
    }

    /** Some of its guests who do not know yet that it is over. */
    List<CustomerId> leaving(long session, Instant now, int most) {
        return jdbc
                .sql("""
                select customer_id from channel_live_guest
                where session_id = :session and over_at is null and (retry_at is null or retry_at <= :now)
                order by customer_id limit :most""")
                .param("session", session)
                .param("now", utc(now))
                .param("most", most)
                .query(Long.class)
                .list()
                .stream()
                .map(CustomerId::new)
                .toList();
    }

    /** @param customers held */
    List<Guest> takeLeaving(long session, Collection<CustomerId> customers) {
        return jdbc.sql("""
                select * from channel_live_guest where session_id = :session and customer_id = any(:customers) and over_at is null
                order by customer_id for update skip locked""")
                .param("session", session)
                .param("customers", ids(customers))
                .query(LiveGuests::guest)
                .list();
    }

    void left(long session, Collection<CustomerId> customers, Instant at) {
        jdbc.sql(
                        "update channel_live_guest set over_at = :at where session_id = :session and customer_id = any(:customers)")
                .param("at", utc(at))
                .param("session", session)
                .param("customers", ids(customers))
                .update();
    }

    private static Long[] ids(Collection<CustomerId> customers) {
        return customers.stream().map(CustomerId::value).toArray(Long[]::new);
    }

    private static Guest guest(ResultSet row, int number) throws SQLException {
        return new Guest(
                row.getLong("session_id"),
                new CustomerId(row.getLong("customer_id")),
                new StaffId(row.getLong("staff_id")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                LiveRows.instant(row, "reserved_at"),
                LiveRows.instant(row, "added_at"),
                row.getObject("touch_id", Long.class));
    }
}
