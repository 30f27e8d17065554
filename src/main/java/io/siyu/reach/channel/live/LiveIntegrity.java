package io.siyu.reach.channel.live;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityCheck.Reference;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That guests of live sessions are there, and that nobody waits for news or for the end. */
@Component
class LiveIntegrity implements IntegrityChecks {

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                new IntegrityCheck("channel.live_end", "customer", """
    select g.customer_id as id, g.session_id::text as note from channel_live_guest g join channel_live_session s on s.id = g.session_id
    where g.over_at is null and s.cancelled_at is null and greatest(coalesce(s.ended_at, s.ends_at), g.since) < :overdue"""),
                new IntegrityCheck("channel.live_order", "customer", """
    select o.customer_id as id, o.source || ' ' || o.order_key as note from channel_live_order o
    where not exists (select 1 from channel_live_guest g where g.session_id = o.session_id and g.customer_id = o.customer_id)"""),
                IntegrityCheck.dangling(
                        "channel.live_guest",
                        "customer",
                        new Reference("channel_live_guest", "customer_id", "customer_customer")),
                IntegrityCheck.dangling(
                        "channel.live_staff", "none", new Reference("channel_live_guest", "staff_id", "staff_member")));
    }
}
