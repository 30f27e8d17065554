package io.siyu.reach.channel.live;

import io.siyu.shared.BrandZone;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What came of live sessions, of some at a time. */
@Component
class LiveFigures {

    private final JdbcClient jdbc;
    private final BrandZone zone;

    LiveFigures(JdbcClient jdbc, BrandZone zone) {
        this.jdbc = jdbc;
        this.zone = zone;
    }

    /**
     * From the way in to the money; people are counted once, whatever they do how often.
     *
     * @param opens browsers that opened its page
     * @param scans of its code, from the day on which it was made until the day on which it counts no more
     * @param added became friends by its code
     * @param told of the start, or that it is off, as far as the policy let it
     * @param buyers guests with an order
     * @param orders given back ones too
     * @param amountFen of all orders
     * @param refunds how many of the orders were given back
     */
    record Figures(
            long sessionId,
            long opens,
            long scans,
            long reserved,
            long added,
            long told,
            long heldBack,
            long buyers,
            long orders,
            long amountFen,
            long refunds,
            long refundedFen) {

        static Figures none(long session) {
            return new Figures(session, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        }
    }

    /** Why some were not told, and how many. */
    record HeldBack(String reason, long people) {}

    Map<Long, Figures> of(Collection<Long> sessions) {
        return jdbc
                .sql("""
                select s.id as session_id, coalesce(p.opens, 0) as opens, coalesce(d.scans, 0) as scans, coalesce(g.reserved, 0) as reserved,
                    coalesce(g.added, 0) as added, coalesce(g.told, 0) as told, coalesce(g.held_back, 0) as held_back,
                    coalesce(o.buyers, 0) as buyers, coalesce(o.orders, 0) as orders, coalesce(o.amount_fen, 0) as amount_fen,
                    coalesce(o.refunds, 0) as refunds, coalesce(o.refunded_fen, 0) as refunded_fen
                from channel_live_session s
                left join lateral (select count(*) as opens from channel_live_opening where session_id = s.id) p on true
                left join lateral (select sum(scans) as scans from channel_day
                    where code_id = s.code_id and day >= (s.created_at at time zone :zone)::date
                      and day <= ((coalesce(s.ended_at, s.ends_at) + make_interval(hours => s.order_hours)) at time zone :zone)::date) d on true
                left join lateral (select count(reserved_at) as reserved, count(added_at) as added,
                        count(*) filter (where told is not null and held_back is null) as told,
                        count(*) filter (where held_back is not null) as held_back
                    from channel_live_guest where session_id = s.id) g on true
                left join lateral (select count(distinct customer_id) as buyers, count(*) as orders, sum(amount_fen) as amount_fen,
                        count(refunded_at) as refunds, sum(amount_fen) filter (where refunded_at is not null) as refunded_fen
                    from channel_live_order where session_id = s.id) o on true
                where s.id = any(:sessions)""")
                .param("zone", zone.zone().getId())
                .param("sessions", sessions.toArray(Long[]::new))
                .query(Figures.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Figures::sessionId, Function.identity()));
    }

    List<HeldBack> heldBack(long session) {
        return jdbc.sql("""
                select held_back as reason, count(*) as people from channel_live_guest
                where session_id = :session and held_back is not null group by held_back order by people desc, held_back""").param("session", session).query(HeldBack.class).list();
    }
}
