package io.siyu.people.relation.handover;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom a handover cost: customers who would not come along, and those who deleted the new guide afterwards. */
@Component
class Losses {

    /** Days. */
    static final int SHORT = 7;

    static final int LONG = 30;

    /** Those of one handover who deleted the new guide and have not come back, whoever they are by now. */
    static final String OF_HANDOVER = """
            select i.to_staff_id, i.finished_at, f.ended_at as lost_at from relation_handover_item i
            join customer_customer asked on asked.id = i.customer_id
            join relation_follow f on f.customer_id = coalesce(asked.merged_into, asked.id) and f.staff_id = i.to_staff_id
            where i.handover_id = :id and i.state = 'DONE' and f.state = 'DELETED_BY_CUSTOMER'""";

    private final JdbcClient jdbc;

    Losses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param refused said no while they could
     * @param withinWeek deleted the new guide within seven days
     * @param withinMonth within thirty, those of the first week too
     */
    record Lost(long refused, long withinWeek, long withinMonth) {}

    Lost of(long handover) {
        return jdbc.sql("""
                select (select count(*) from relation_handover_item where handover_id = :id and state = 'REFUSED') as refused,
                    count(*) filter (where lost_at <= finished_at + make_interval(days => :short)) as within_week,
                    count(*) filter (where lost_at <= finished_at + make_interval(days => :long)) as within_month
                from (%s) lost""".formatted(OF_HANDOVER))
                .param("id", handover)
                .param("short", SHORT)
                .param("long", LONG)
                .query(Lost.class)
                .single();
    }
}
