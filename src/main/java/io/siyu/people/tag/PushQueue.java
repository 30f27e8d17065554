package io.siyu.people.tag;

import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The friendships on which WeChat Work does not yet have the tags that we have. */
@Component
class PushQueue {

    static final String WORK = "tag.push";

    private final JdbcClient jdbc;
    private final Clock clock;

    PushQueue(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Some of these may be the corporation's: then every present friendship of the customer has to follow. */
    void changed(CustomerId customer, Set<Long> tagIds) {
        if (tagIds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into tag_push (customer_id, staff_id, remote_tags, wanted, pushed, unsure, due_at, attempts)
                select f.customer_id, f.staff_id, '{}', 1, 0, true, :now, 0 from relation_follow f
                where f.customer_id = :customer and f.state = 'FOLLOWING'
                  and exists (select 1 from tag_tag t join tag_group g on g.id = t.group_id
                              where t.id in (:tags) and g.corp)
                order by f.staff_id
                on conflict (customer_id, staff_id)
                do update set wanted = tag_push.wanted + 1, due_at = excluded.due_at, attempts = 0""")
                .param("customer", customer.value())
                .param("tags", tagIds)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
