package io.siyu.reach.channel.live;

import static io.siyu.reach.channel.live.LiveRows.utc;

import io.siyu.people.timeline.RecordedActivity;
import io.siyu.shared.CustomerId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What guests of live sessions bought, each order once: from the start, and from when they took part, until some hours after the end. Who
 * was in two sessions at once bought in the one that began later.
 */
@Component
class LiveOrders {

    private final JdbcClient jdbc;

    LiveOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param customer held; whoever the order was told of */
    record Bought(CustomerId customer, RecordedActivity order) {}

    void paid(List<Bought> some) {
        jdbc.sql("""
                insert into channel_live_order (source, order_key, session_id, customer_id, at, amount_fen)
                select o.source, o.key, s.id, o.customer, o.at, o.fen
                from unnest(:customers::bigint[], :sources::text[], :keys::text[], :times::timestamptz[], :amounts::bigint[])
                    as o (customer, source, key, at, fen)
                cross join lateral (
                    select s.id from channel_live_guest g join channel_live_session s on s.id = g.session_id
                    where g.customer_id = o.customer and s.cancelled_at is null and o.at >= greatest(s.starts_at, g.since)
                      and o.at <= coalesce(s.ended_at, s.ends_at) + make_interval(hours => s.order_hours)
                    order by s.starts_at desc, s.id desc limit 1) s
                order by o.source, o.key on conflict (source, order_key) do nothing""")
                .param(
                        "customers",
                        some.stream().map(one -> one.customer().value()).toArray(Long[]::new))
                .param("sources", some.stream().map(one -> one.order().source()).toArray(String[]::new))
                .param("keys", some.stream().map(one -> keyOf(one.order())).toArray(String[]::new))
                .param(
                        "times",
                        some.stream()
                                .map(one -> one.order().occurredAt().toString())
                                .toArray(String[]::new))
                .param(
                        "amounts",
                        some.stream().map(one -> one.order().amountFen()).toArray(Long[]::new))
                .update();
    }

    /** It stays in the figures, and is counted among those given back. */
    void refunded(RecordedActivity refund) {
        jdbc.sql("""
                update channel_live_order set refunded_at = :at
                where source = :source and order_key = :key and refunded_at is null""")
                .param("at", utc(refund.occurredAt()))
                .param("source", refund.source())
                .param("key", keyOf(refund))
                .update();
    }

    /** What all facts of one order have in common: {@code 17} of {@code 17/paid}. */
    private static String keyOf(RecordedActivity fact) {
        String key = fact.sourceKey();
        int end = key.lastIndexOf('/');
        return end < 0 ? key : key.substring(0, end);
    }
}
