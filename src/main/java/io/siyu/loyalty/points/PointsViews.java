package io.siyu.loyalty.points;

import io.siyu.shared.CustomerId;
import io.siyu.shared.Slice;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A person's balance and what made it so. */
@Component
class PointsViews {

    private final Points points;
    private final JdbcClient jdbc;

    PointsViews(Points points, JdbcClient jdbc) {
        this.points = points;
        this.jdbc = jdbc;
    }

    /** @param leg what happened: EARN, CONFIRM, REVERSE, RESERVE, SPEND, RELEASE, GIVE_BACK, ADJUST, MERGE_IN, MERGE_OUT */
    record Entry(
            long id,
            String leg,
            String source,
            long points,
            long availableDelta,
            long pendingDelta,
            long availableAfter,
            @Nullable String note,
            Instant at) {}

    record Account(PointsBalance balance, Slice<Entry> entries) {}

    Account of(CustomerId customer, @Nullable Long after, int size) {
        List<Entry> rows = jdbc.sql("""
                select id, leg, source, points, available_delta, pending_delta, available_after, note, at
                from points_entry where customer_id = :customer and id < :after order by id desc limit :limit""")
                .param("customer", customer.value())
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", size + 1)
                .query((row, number) -> new Entry(
                        row.getLong("id"),
                        row.getString("leg"),
                        row.getString("source"),
                        row.getLong("points"),
                        row.getLong("available_delta"),
                        row.getLong("pending_delta"),
                        row.getLong("available_after"),
                        row.getString("note"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
        return new Account(points.balance(customer), Slice.of(rows, size, entry -> Long.toString(entry.id())));
    }
}
