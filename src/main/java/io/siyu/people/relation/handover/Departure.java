package io.siyu.people.relation.handover;

import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sends the planned customers of a handover on their way, all but those of whom it is known that it cannot be. */
@Component
class Departure {

    /** In ninety days a customer of somebody who works here can be handed over twice. */
    static final Duration COUNTED = Duration.ofDays(90);

    static final int MOST_IN_THAT_TIME = 2;
    private static final int TOO_OFTEN = 40128;
    private static final int UNDER_WAY = 40129;

    /** Why a planned customer cannot be asked for; null where nothing is in the way. */
    private static final String OBSTACLE = """
            case when not exists (select 1 from relation_follow f where f.customer_id = i.customer_id
                    and f.staff_id = i.from_staff_id and f.state = 'FOLLOWING') then 'LEFT'
                when exists (select 1 from relation_handover_item o where o.from_staff_id = i.from_staff_id
                    and o.customer_id = i.customer_id and o.state in ('QUEUED', 'ASKING', 'UNSURE', 'WAITING')) then 'ELSEWHERE'
                when not :resigned and (select count(*) from relation_handover_item o
                    join relation_handover h on h.id = o.handover_id and not h.resigned
                    where o.customer_id = i.customer_id and o.state in ('WAITING', 'DONE') and o.asked_at > :counted)
                        >= :most then 'TOO_OFTEN' end""";

    private final JdbcClient jdbc;
    private final Clock clock;

    Departure(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What would happen: how many could be asked for, and how many not for which reason. */
    record Outlook(long ready, long leftOut, long tooOften, long elsewhere, long left) {}

    Outlook outlook(Handover handover) {
        return jdbc.sql("""
                select count(*) filter (where taker is not null and obstacle is null) as ready,
                    count(*) filter (where taker is null) as left_out,
                    count(*) filter (where taker is not null and obstacle = 'TOO_OFTEN') as too_often,
                    count(*) filter (where taker is not null and obstacle = 'ELSEWHERE') as elsewhere,
                    count(*) filter (where taker is not null and obstacle = 'LEFT') as "left"
                from (select i.to_staff_id as taker, %s as obstacle from relation_handover_item i
                    where i.handover_id = :handover and i.state = 'PLANNED') as planned""".formatted(OBSTACLE))
                .params(parameters(handover))
                .query(Outlook.class)
                .single();
    }

    /** In the transaction that starts or resumes the handover. Of two handovers of one employee, the first to start has the customer. */
    void go(Handover handover) {
        Instant now = clock.instant();
        lock(handover.from());
        jdbc.sql("""
                update relation_handover_item i set
                    state = case planned.obstacle when 'LEFT' then 'LEFT' when 'TOO_OFTEN' then 'FAILED'
                        when 'ELSEWHERE' then 'FAILED' else 'QUEUED' end,
                    code = case planned.obstacle when 'TOO_OFTEN' then :often when 'ELSEWHERE' then :underWay else 0 end,
                    due_at = case when planned.obstacle is null then :due::timestamptz end,
                    finished_at = case when planned.obstacle is not null then :now::timestamptz end
                from (select i.id, %s as obstacle from relation_handover_item i
                    where i.handover_id = :handover and i.state = 'PLANNED' and i.to_staff_id is not null) as planned
                where i.id = planned.id""".formatted(OBSTACLE))
                .params(parameters(handover))
                .param("often", TOO_OFTEN)
                .param("underWay", UNDER_WAY)
                .param("due", Items.utc(handover.earliest(now)))
                .param("now", Items.utc(now))
                .update();
        jdbc.sql("""
                update relation_handover_group g set state = case when busy.id is null then 'QUEUED' else 'FAILED' end,
                    code = case when busy.id is null then 0 else :underWay end, due_at = :due
                from relation_handover_group mine
                left join relation_handover_group busy on busy.chat_id = mine.chat_id
                    and busy.state in ('QUEUED', 'ASKING', 'UNSURE')
                where mine.id = g.id and g.handover_id = :handover and g.state = 'PLANNED' and g.to_staff_id is not null""")
                .param("handover", handover.id())
                .param("underWay", UNDER_WAY)
                .param("due", Items.utc(handover.earliest(now)))
                .update();
    }

    /** Who has not been asked for yet is free for another handover. */
    void halt(Handover handover) {
        for (String table : new String[] {"relation_handover_item", "relation_handover_group"}) {
            jdbc.sql("update " + table
                            + " set state = 'PLANNED', due_at = null where handover_id = :id and state = 'QUEUED'")
                    .param("id", handover.id())
                    .update();
        }
    }

    private void lock(StaffId from) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('relation_handover'), hashint8(:staff))")
                .param("staff", from.value())
                .query((row, number) -> true)
                .single();
    }

    private Map<String, Object> parameters(Handover handover) {
        return Map.of(
                "handover", handover.id(),
                "resigned", handover.resigned(),
                "counted", Items.utc(clock.instant().minus(COUNTED)),
                "most", MOST_IN_THAT_TIME);
    }
}
