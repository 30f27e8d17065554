package io.siyu.reach.channel.groupcode;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Room in groups that visitors were promised by being shown the group. A promise lasts ten minutes, or until somebody joins by the way of
 * that place: who it was cannot be known, so each join counts for the promises since the oldest that lasts.
 */
@Component
class Promises {

    /** How long somebody who was shown a group may be on the way into it. */
    private static final Duration ON_THE_WAY = Duration.ofMinutes(10);

    /** Of others than the visitor. The platform tells joins by the second. */
    private static final String OUTSTANDING = """
            select place.id, place.cap, coalesce(known.members, 0) as taken, greatest(0, promised.live - (
                select count(*) from relation_group_member member
                where member.state = place.state and member.joined_at >= date_trunc('second', promised.oldest))) as outstanding
            from channel_group_place place left join relation_group known on known.chat_id = place.chat_id
            cross join lateral (
                select count(*) as live, min(at) as oldest from channel_group_promise
                where place_id = place.id and until > :now and visitor <> :visitor) promised
            where place.id = any(:places)\s""";

    private final JdbcClient jdbc;

    Promises(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How much of each place is promised to people who have not come yet. */
    Map<Long, Integer> outstanding(Collection<Long> places, Instant now) {
        Map<Long, Integer> outstanding = new HashMap<>();
        asked(OUTSTANDING, places, "", now).query(row -> {
            outstanding.put(row.getLong("id"), row.getInt("outstanding"));
        });
        return outstanding;
    }

    /**
     * The visitor is promised room in the group, or had been. Visitors to whom the same group has room to give wait for each other; those
     * to whom it has none do not.
     *
     * @return false when all the room there is was promised to others
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean take(long place, String visitor, Instant now) {
        if (!room(place, visitor, now)) {
            return false;
        }
        jdbc.sql("select id from channel_group_place where id = :id for no key update")
                .param("id", place)
                .query(Long.class)
                .optional();
        return room(place, visitor, now) && promised(place, visitor, now);
    }

    private boolean room(long place, String visitor, Instant now) {
        return asked(
                        "select exists (select from (" + OUTSTANDING + ") place where taken + outstanding < cap)",
                        List.of(place),
                        visitor,
                        now)
                .query(Boolean.class)
                .single();
    }

    private boolean promised(long place, String visitor, Instant now) {
        jdbc.sql("delete from channel_group_promise where place_id = :place and until <= :now")
                .param("place", place)
                .param("now", GroupCodeRows.utc(now))
                .update();
        return jdbc.sql("""
                insert into channel_group_promise (place_id, visitor, at, until) values (:place, :visitor, :now, :until)
                on conflict (place_id, visitor) do update set at = excluded.at, until = excluded.until""")
                        .param("place", place)
                        .param("visitor", visitor)
                        .param("now", GroupCodeRows.utc(now))
                        .param("until", GroupCodeRows.utc(now.plus(ON_THE_WAY)))
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec asked(String sql, Collection<Long> places, String visitor, Instant now) {
        return jdbc.sql(sql)
                .param("places", places.toArray(Long[]::new))
                .param("visitor", visitor)
                .param("now", GroupCodeRows.utc(now));
    }
}
