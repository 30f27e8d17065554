package io.siyu.people.segment;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.people.segment.SegmentRows.Segment;
import io.siyu.shared.CustomerId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The members of segments as somebody may see them. */
@Component
class SegmentPeople {

    private final JdbcClient jdbc;

    SegmentPeople(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Membership(CustomerId customer, Instant since) {}

    record Belonging(long segmentId, String name, Instant since) {}

    record Passage(long id, long customerId, String customerName, boolean entered, Instant at, Flip.Cause cause) {}

    /** @param gone how many left on that day */
    record DaySize(LocalDate day, long size, long entered, long gone) {}

    long size(Segment segment, DataScope scope) {
        if (scope instanceof DataScope.All) {
            return segment.size();
        }
        Predicates.Predicate visible = Predicates.of(scope, "c.owner_staff_id", "c.owner_store_id");
        return jdbc.sql("select count(*) from segment_member m join customer_customer c on c.id = m.customer_id"
                        + " where m.segment_id = :segment and " + visible.sql())
                .param("segment", segment.id())
                .params(visible.parameters())
                .query(Long.class)
                .single();
    }

    /** In the order of their ids; one more than asked for tells that there are more. */
    List<Membership> of(long segmentId, DataScope scope, long after, int limit) {
        Predicates.Predicate visible = Predicates.of(scope, "c.owner_staff_id", "c.owner_store_id");
        return jdbc.sql(
                        "select m.customer_id, m.since from segment_member m join customer_customer c on c.id = m.customer_id"
                                + " where m.segment_id = :segment and m.customer_id > :after and " + visible.sql()
                                + " order by m.customer_id limit :limit")
                .param("segment", segmentId)
                .param("after", after)
                .param("limit", limit)
                .params(visible.parameters())
                .query((row, number) ->
                        new Membership(new CustomerId(row.getLong("customer_id")), SegmentRows.instant(row, "since")))
                .list();
    }

    Optional<Instant> since(long segmentId, CustomerId customer) {
        return jdbc.sql("select since from segment_member where segment_id = :segment and customer_id = :customer")
                .param("segment", segmentId)
                .param("customer", customer.value())
                .query((row, number) -> SegmentRows.instant(row, "since"))
                .optional();
    }

    /** Who came and who left, newest first; one more than asked for tells that there are more. */
    List<Passage> passages(long segmentId, DataScope scope, long before, int limit) {
        Predicates.Predicate visible = Predicates.of(scope, "c.owner_staff_id", "c.owner_store_id");
        return jdbc.sql("select f.*, c.name from segment_flip f join customer_customer c on c.id = f.customer_id"
                        + " where f.segment_id = :segment and f.id < :before and " + visible.sql()
                        + " order by f.id desc limit :limit")
                .param("segment", segmentId)
                .param("before", before)
                .param("limit", limit)
                .params(visible.parameters())
                .query((row, number) -> new Passage(
                        row.getLong("id"),
                        row.getLong("customer_id"),
                        row.getString("name"),
                        row.getBoolean("entered"),
                        SegmentRows.instant(row, "at"),
                        Flip.Cause.valueOf(row.getString("cause"))))
                .list();
    }

    List<Belonging> segmentsOf(CustomerId customer) {
        return jdbc.sql("""
                select s.id, s.name, m.since from segment_member m join segment_segment s on s.id = m.segment_id
                where m.customer_id = :customer and s.state <> 'ARCHIVED' order by m.since desc, s.id""")
                .param("customer", customer.value())
                .query((row, number) ->
                        new Belonging(row.getLong("id"), row.getString("name"), SegmentRows.instant(row, "since")))
                .list();
    }

    /** Newest first. */
    List<DaySize> history(long segmentId, int days) {
        return jdbc.sql("select * from segment_size where segment_id = :segment order by day desc limit :days")
                .param("segment", segmentId)
                .param("days", days)
                .query((row, number) -> new DaySize(
                        row.getObject("day", LocalDate.class),
                        row.getLong("size"),
                        row.getLong("entered"),
                        row.getLong("gone")))
                .list();
    }
}
