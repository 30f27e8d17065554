package io.siyu.people.tag;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.shared.CustomerId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who carries which tags, and why. */
@Component
class TagUsage {

    private final JdbcClient jdbc;

    TagUsage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param refName the ref as a name, where we know it */
    record Carried(
            long tagId,
            String name,
            long groupId,
            String groupName,
            boolean corp,
            Provenance.Kind kind,
            String ref,
            @Nullable String refName,
            Instant at) {}

    /** How many people of this scope carry each tag; tags that nobody carries are missing. */
    Map<Long, Long> counts(DataScope scope) {
        Predicates.Predicate visible = Predicates.of(scope, "c.owner_staff_id", "c.owner_store_id");
        String within = scope instanceof DataScope.All
                ? ""
                : " join customer_customer c on c.id = a.customer_id and " + visible.sql();
        Map<Long, Long> counts = new HashMap<>();
        jdbc.sql("select a.tag_id, count(*) as carriers from tag_assignment a" + within + " group by a.tag_id")
                .params(visible.parameters())
                .query(row -> {
                    counts.put(row.getLong("tag_id"), row.getLong("carriers"));
                });
        return counts;
    }

    List<Carried> of(CustomerId customer) {
        return jdbc.sql("""
                select a.*, t.name as tag_name, g.id as group_id, g.name as group_name, g.corp, m.name as staff_name
                from tag_assignment a
                join tag_tag t on t.id = a.tag_id
                join tag_group g on g.id = t.group_id
                left join staff_member m on (a.kind = 'WECOM' and m.wecom_user_id = a.ref)
                    or (a.kind = 'STAFF' and m.id::text = a.ref)
                where a.customer_id = :customer and t.state <> 'ARCHIVED'
                order by g.corp desc, g.sort_order desc, g.id, t.sort_order desc, t.id""")
                .param("customer", customer.value())
                .query((row, number) -> new Carried(
                        row.getLong("tag_id"),
                        row.getString("tag_name"),
                        row.getLong("group_id"),
                        row.getString("group_name"),
                        row.getBoolean("corp"),
                        Provenance.Kind.valueOf(row.getString("kind")),
                        row.getString("ref"),
                        row.getString("staff_name"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Those of these people whom this scope shows. */
    List<CustomerId> visible(Collection<Long> customers, DataScope scope) {
        Predicates.Predicate visible = Predicates.of(scope, "c.owner_staff_id", "c.owner_store_id");
        return jdbc.sql("select c.id from customer_customer c where c.id = any(:ids::bigint[])"
                        + " and c.merged_into is null and " + visible.sql() + " order by c.id")
                .param("ids", Library.array(customers))
                .params(visible.parameters())
                .query((row, number) -> new CustomerId(row.getLong("id")))
                .list();
    }
}
