package io.siyu.people.tag;

import io.siyu.foundation.job.PolledWork;
import io.siyu.shared.CustomerId;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes deleted tags off everybody, a thousand people at a time, so that each leaves its line in the change log. */
@Component
class ArchivedTags implements PolledWork {

    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final Tags tags;

    ArchivedTags(JdbcClient jdbc, Tags tags) {
        this.jdbc = jdbc;
        this.tags = tags;
    }

    @Override
    public String name() {
        return "tag.archived";
    }

    @Override
    public boolean workOnce() {
        List<Long> carried = jdbc.sql("""
                select t.id from tag_tag t where t.state = 'ARCHIVED'
                  and exists (select 1 from tag_assignment a where a.tag_id = t.id) order by t.id limit 1""").query(Long.class).list();
        for (long tag : carried) {
            tags.removeAll(carriers(tag), List.of(tag), new Provenance(Provenance.Kind.RULE, "tag deleted"));
        }
        return !carried.isEmpty();
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    private List<CustomerId> carriers(long tag) {
        return jdbc.sql("select customer_id from tag_assignment where tag_id = :tag order by customer_id limit :size")
                .param("tag", tag)
                .param("size", BATCH)
                .query((row, number) -> new CustomerId(row.getLong("customer_id")))
                .list();
    }
}
