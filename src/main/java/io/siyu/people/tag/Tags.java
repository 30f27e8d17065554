package io.siyu.people.tag;

import io.siyu.foundation.stream.StreamSource;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    private static final String APPLY = """
            with added as (
                insert into tag_assignment (customer_id, tag_id, kind, ref, at)
                select c.id, t.id, :kind, :ref, :at from unnest(:customers::bigint[]) c(id) cross join tag_tag t
                where t.id = any(:tags::bigint[]) and t.state <> 'ARCHIVED' order by c.id, t.id
                on conflict do nothing returning customer_id, tag_id)
            insert into tag_op (customer_id, tag_id, added, kind, ref, at)
            select customer_id, tag_id, true, :kind, :ref, :at from added order by customer_id, tag_id
            returning customer_id, tag_id""";

    private static final String REMOVE = """
            with gone as (
                select customer_id, tag_id from tag_assignment
                where customer_id = any(:customers::bigint[]) and tag_id = any(:tags::bigint[])
                order by customer_id, tag_id for update),
            removed as (
                delete from tag_assignment a using gone
                where a.customer_id = gone.customer_id and a.tag_id = gone.tag_id returning a.customer_id, a.tag_id)
            insert into tag_op (customer_id, tag_id, added, kind, ref, at)
            select customer_id, tag_id, false, :kind, :ref, :at from removed order by customer_id, tag_id
            returning customer_id, tag_id""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final PushQueue pushes;
    private final Groups groups;
    private final CustomerDirectory customers;

    Tags(JdbcClient jdbc, Clock clock, PushQueue pushes, Groups groups, CustomerDirectory customers) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.pushes = pushes;
        this.groups = groups;
        this.customers = customers;
    }

    private record Touched(long customerId, long tagId) {}

    /**
     * @param tagIds unknown and archived ones are left out
     * @return the tags that were not there before
     */
    @Transactional
    public Set<Long> apply(CustomerId customer, Collection<Long> tagIds, Provenance provenance) {
        return tagsOf(change(APPLY, customers.hold(List.of(customer)), tagIds, provenance));
    }

    /** @return the tags that were there before */
    @Transactional
    public Set<Long> remove(CustomerId customer, Collection<Long> tagIds, Provenance provenance) {
        return tagsOf(change(REMOVE, customers.hold(List.of(customer)), tagIds, provenance));
    }

    /** Off a record that is no person of its own any more. */
    void removeMerged(CustomerId merged, Collection<Long> tagIds, Provenance provenance) {
        change(REMOVE, List.of(merged), tagIds, provenance);
    }

    /**
     * The same tags for many, at most some thousands in one call.
     *
     * @return how many assignments are new
     */
    @Transactional
    public int applyAll(Collection<CustomerId> people, Collection<Long> tagIds, Provenance provenance) {
        return change(APPLY, customers.hold(people), tagIds, provenance).size();
    }

    /** @return how many assignments are gone */
    @Transactional
    public int removeAll(Collection<CustomerId> people, Collection<Long> tagIds, Provenance provenance) {
        return change(REMOVE, customers.hold(people), tagIds, provenance).size();
    }

    /** @throws DomainException {@code tag.unknown} at the field, when there is no such tag or it was put away */
    public void requireUsable(Collection<Long> tagIds, String field) {
        Set<Long> unknown = new TreeSet<>(tagIds);
        jdbc.sql("select id from tag_tag where id = any(:ids::bigint[]) and state <> 'ARCHIVED'")
                .param("ids", tagIds.stream().mapToLong(Long::longValue).toArray())
                .query(Long.class)
                .list()
                .forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw DomainException.invalid(
                    field, "tag.unknown", unknown.iterator().next());
        }
    }

    public Set<Long> of(CustomerId customer) {
        return new LinkedHashSet<>(jdbc.sql("""
                select a.tag_id from tag_assignment a join tag_tag t on t.id = a.tag_id
                where a.customer_id = :customer and t.state <> 'ARCHIVED' order by a.at, a.tag_id""")
                .param("customer", customer.value())
                .query(Long.class)
                .list());
    }

    /**
     * Makes a group with these tags, adding what is missing if it is there. A corporation's group is made in WeChat Work too, so this
     * must not run inside a transaction.
     *
     * @return the ids of the group's tags by name
     */
    public Map<String, Long> createGroup(String name, boolean corp, List<String> tagNames) {
        return groups.ensure(name, corp, tagNames);
    }

    private List<Touched> change(
            String sql, Collection<CustomerId> people, Collection<Long> tagIds, Provenance provenance) {
        if (people.isEmpty() || tagIds.isEmpty()) {
            return List.of();
        }
        List<Touched> touched = jdbc.sql(sql)
                .param("customers", ids(people))
                .param(
                        "tags",
                        tagIds.stream().mapToLong(Long::longValue).distinct().toArray())
                .param("kind", provenance.kind().name())
                .param("ref", provenance.ref())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Touched(row.getLong("customer_id"), row.getLong("tag_id")))
                .list();
        pushes.changed(
                touched.stream().mapToLong(Touched::customerId).distinct().toArray(),
                touched.stream().mapToLong(Touched::tagId).distinct().toArray());
        return touched;
    }

    private static long[] ids(Collection<CustomerId> people) {
        return people.stream().mapToLong(CustomerId::value).distinct().toArray();
    }

    private static Set<Long> tagsOf(List<Touched> touched) {
        return touched.stream().map(Touched::tagId).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
