package io.siyu.reach.channel.live;

import io.siyu.people.customer.MergeParticipant;
import io.siyu.shared.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Two people turned out to be one: they took part as soon as either did, and who was told was told. */
@Component
class LiveMerge implements MergeParticipant {

    private final JdbcClient jdbc;

    LiveMerge(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void merge(CustomerId survivor, CustomerId merged) {
        jdbc.sql("""
                with gone as (delete from channel_live_guest where customer_id = :merged returning *)
                insert into channel_live_guest as g (session_id, customer_id, staff_id, since, reserved_at, added_at, told, told_at,
                    held_back, touch_id, over_at)
                select session_id, :survivor, staff_id, since, reserved_at, added_at, told, told_at, held_back, touch_id, over_at
                from gone order by session_id
                on conflict (session_id, customer_id) do update set since = least(g.since, excluded.since),
                    reserved_at = least(g.reserved_at, excluded.reserved_at), added_at = least(g.added_at, excluded.added_at),
                    (told, told_at, held_back, touch_id) = (select x.told, x.told_at, x.held_back, x.touch_id
                        from (values (g.told, g.told_at, g.held_back, g.touch_id),
                            (excluded.told, excluded.told_at, excluded.held_back, excluded.touch_id))
                            as x (told, told_at, held_back, touch_id) order by x.told_at desc nulls last limit 1),
                    over_at = coalesce(g.over_at, excluded.over_at)""")
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .update();
        jdbc.sql("update channel_live_order set customer_id = :survivor where customer_id = :merged")
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .update();
    }
}
