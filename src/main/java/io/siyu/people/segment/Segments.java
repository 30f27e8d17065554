package io.siyu.people.segment;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.foundation.stream.StreamSource;
import io.siyu.people.segment.RuleSql.Condition;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import io.siyu.shared.Slice;
import java.time.Clock;
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
                    SegmentRows.instant(row, "at"),
                    Flip.Cause.valueOf(row.getString("cause"))));

    private final JdbcClient jdbc;
    private final SegmentRows rows;
    private final Editing editing;
    private final Clock clock;
    private final BrandZone zone;

    Segments(JdbcClient jdbc, SegmentRows rows, Editing editing, Clock clock, BrandZone zone) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.editing = editing;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Its members follow within seconds.
     *
     * @throws io.siyu.shared.DomainException {@code segment.name_exists}, or {@code segment.rule_…} when the rule names what is not
     *     there
     */
    public long create(String name, Rule rule) {
        return editing.create(name, "", rule);
    }

    /** The segment's name; empty text when there is none of that id. */
    public String nameOf(long segmentId) {
        return rows.find(segmentId).map(SegmentRows.Segment::name).orElse("");
    }

    public boolean contains(long segmentId, CustomerId customer) {
        return jdbc.sql("""
                select exists (select 1 from segment_member m join segment_segment s on s.id = m.segment_id
                where m.segment_id = :segment and m.customer_id = :customer and s.state <> 'ARCHIVED')""")
                .param("segment", segmentId)
                .param("customer", customer.value())
                .query(Boolean.class)
                .single();
    }

    /** How many people of this scope the rule holds for now. */
    public long count(Rule rule, DataScope scope) {
        Condition condition = RuleSql.of(rule, zone.dateOf(clock.instant()), rows::ruleOf);
        Predicates.Predicate visible = Predicates.of(scope, "c.owner_staff_id", "c.owner_store_id");
        return jdbc.sql("select count(*) from customer_customer c where c.merged_into is null and " + visible.sql()
                        + " and (" + condition.sql() + ")")
                .params(condition.parameters())
                .params(visible.parameters())
                .query(Long.class)
                .single();
    }

    /** Members in the order of their ids, of the whole brand. */
    public Slice<CustomerId> members(long segmentId, @Nullable String after, int size) {
        List<CustomerId> found = jdbc.sql("""
                select customer_id from segment_member where segment_id = :segment and customer_id > :after
                order by customer_id limit :limit""")
                .param("segment", segmentId)
                .param("after", after == null ? 0 : Long.parseLong(after))
                .param("limit", size + 1)
                .query((row, number) -> new CustomerId(row.getLong("customer_id")))
                .list();
        return Slice.of(found, size, CustomerId::toString);
    }
}
