package io.siyu.people.tag;

import io.siyu.foundation.stream.StreamSource;
import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts tags on customers and takes them off. A tag that is there already, or gone already, changes nothing and leaves no trace, so
 * every call may be repeated. Tags of the corporation reach WeChat Work by themselves.
 */
@Component
public class Tags {

    /** Every tag that came or went. */
    public static final StreamSource<TagChange> STREAM = new StreamSource<>(
            "tag_op",
            (row, number) -> new TagChange(
                    new CustomerId(row.getLong("customer_id")),
                    row.getLong("tag_id"),
                    row.getBoolean("added"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    new Provenance(Provenance.Kind.valueOf(row.getString("kind")), row.getString("ref"))));

    private final JdbcClient jdbc;
    private final Clock clock;
    private final PushQueue pushes;

    Tags(JdbcClient jdbc, Clock clock, PushQueue pushes) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.pushes = pushes;
    }

    /**
     * @param tagIds unknown and archived ones are left out
     * @return the tags that were not there before
     */
    @Transactional
    public Set<Long> apply(CustomerId customer, Collection<Long> tagIds, Provenance provenance) {
        if (tagIds.isEmpty()) {
            return Set.of();
        }
        Set<Long> added = new LinkedHashSet<>(jdbc.sql("""
                with added as (
                    insert into tag_assignment (customer_id, tag_id, kind, ref, at)
                    select :customer, t.id, :kind, :ref, :at from tag_tag t
                    where t.id in (:tags) and t.state <> 'ARCHIVED' order by t.id
                    on conflict do nothing returning tag_id)
                insert into tag_op (customer_id, tag_id, added, kind, ref, at)
                select :customer, tag_id, true, :kind, :ref, :at from added order by tag_id
                returning tag_id""")
                .param("customer", customer.value())
                .param("tags", Set.copyOf(tagIds))
                .param("kind", provenance.kind().name())
                .param("ref", provenance.ref())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list());
        pushes.changed(customer, added);
        return added;
    }

    /** @return the tags that were there before */
    @Transactional
    public Set<Long> remove(CustomerId customer, Collection<Long> tagIds, Provenance provenance) {
        if (tagIds.isEmpty()) {
            return Set.of();
        }
        Set<Long> removed = new LinkedHashSet<>(jdbc.sql("""
                with removed as (
                    delete from tag_assignment where customer_id = :customer and tag_id in (:tags) returning tag_id)
                insert into tag_op (customer_id, tag_id, added, kind, ref, at)
                select :customer, tag_id, false, :kind, :ref, :at from removed order by tag_id
                returning tag_id""")
                .param("customer", customer.value())
                .param("tags", Set.copyOf(tagIds))
                .param("kind", provenance.kind().name())
                .param("ref", provenance.ref())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list());
        pushes.changed(customer, removed);
        return removed;
    }

    public Set<Long> of(CustomerId customer) {
        return new LinkedHashSet<>(
                jdbc.sql("select tag_id from tag_assignment where customer_id = :customer order by at, tag_id")
                        .param("customer", customer.value())
                        .query(Long.class)
                        .list());
    }
}
