package io.siyu.people.segment;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.stream.StreamSource;
import io.siyu.shared.CustomerId;
import io.siyu.shared.Slice;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is in which segment. */
@Component
public class Segments {

    /** Who came and who left. */
    public static final StreamSource<Flip> STREAM = new StreamSource<>(
            "segment_flip",
            (row, number) -> new Flip(
                    row.getLong("segment_id"),
                    new CustomerId(row.getLong("customer_id")),
                    row.getBoolean("entered"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    Flip.Cause.valueOf(row.getString("cause"))));

    private final JdbcClient jdbc;

    Segments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public boolean contains(long segmentId, CustomerId customer) {
        return jdbc.sql("""
                select exists (select 1 from segment_member where segment_id = :segment and customer_id = :customer)""")
                .param("segment", segmentId)
                .param("customer", customer.value())
                .query(Boolean.class)
                .single();
    }

    /** How many people of this scope the rule holds for now. */
    public long count(Rule rule, DataScope scope) {
        throw new UnsupportedOperationException();
    }

    /** Members in the order of their ids, of the whole brand. */
    public Slice<CustomerId> members(long segmentId, @Nullable String after, int size) {
        List<CustomerId> rows = jdbc.sql("""
                select customer_id from segment_member where segment_id = :segment and customer_id > :after
                order by customer_id limit :limit""")
                .param("segment", segmentId)
                .param("after", after == null ? 0 : Long.parseLong(after))
                .param("limit", size + 1)
                .query((row, number) -> new CustomerId(row.getLong("customer_id")))
                .list();
        return Slice.of(rows, size, CustomerId::toString);
    }
}
