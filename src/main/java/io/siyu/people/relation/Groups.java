package io.siyu.people.relation;

import io.siyu.people.relation.group.KnownChats;
import io.siyu.shared.BrandZone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Customer groups, as WeChat Work last told them. */
@Component
public class Groups {

    private final JdbcClient jdbc;
    private final KnownChats chats;
    private final BrandZone zone;
    private final Clock clock;

    Groups(JdbcClient jdbc, KnownChats chats, BrandZone zone, Clock clock) {
        this.jdbc = jdbc;
        this.chats = chats;
        this.zone = zone;
        this.clock = clock;
    }

    /** @param readAt when the platform was last asked; absent: not yet */
    public record Group(
            long id,
            String chatId,
            String name,
            @Nullable String ownerName,
            int members,
            boolean dissolved,
            @Nullable Instant readAt) {}

    /** How many came by a join way's state, and how many of those went, on a day. */
    public record Joins(LocalDate day, String state, long joined, long left) {}

    /** Those of these that we know, by their chat id. */
    public Map<String, Group> byChatIds(Collection<String> chatIds) {
        Map<String, Group> known = new HashMap<>();
        jdbc.sql("""
                select g.*, m.name as owner_name from relation_group g
                left join staff_member m on m.wecom_user_id = g.owner_user_id where g.chat_id = any(:chats)""")
                .param("chats", chatIds.toArray(String[]::new))
                .query((row, number) -> group(row))
                .list()
                .forEach(group -> known.put(group.chatId(), group));
        return known;
    }

    /** The groups into which people came by these states, by the state. */
    public Map<String, Set<String>> chatsByState(Collection<String> states) {
        Map<String, Set<String>> chatIds = new HashMap<>();
        jdbc.sql("""
                select distinct m.state, g.chat_id from relation_group_member m join relation_group g on g.id = m.group_id
                where m.state = any(:states) order by 1, 2""").param("states", states.toArray(String[]::new)).query(row -> {
            chatIds.computeIfAbsent(row.getString("state"), state -> new LinkedHashSet<>())
                    .add(row.getString("chat_id"));
        });
        return chatIds;
    }

    /** On days when nothing happened there is no line. */
    public List<Joins> joins(Collection<String> states, LocalDate from) {
        return jdbc.sql("""
                select day, state, count(*) filter (where came) as joined, count(*) filter (where not came) as left from (
                    select (joined_at at time zone :zone)::date as day, state, true as came
                    from relation_group_member where external and state = any(:states)
                    union all
                    select (left_at at time zone :zone)::date, state, false
                    from relation_group_member where external and state = any(:states) and left_at is not null) happened
                where day >= :from group by day, state order by day, state""")
                .param("zone", zone.zone().getId())
                .param("states", states.toArray(String[]::new))
                .param("from", from)
                .query(Joins.class)
                .list();
    }

    /** Somebody did something to it of which no callback tells. */
    public void changed(String chatId) {
        chats.changed(chatId, clock.instant());
    }

    private static Group group(ResultSet row) throws SQLException {
        OffsetDateTime read = row.getObject("read_at", OffsetDateTime.class);
        return new Group(
                row.getLong("id"),
                row.getString("chat_id"),
                row.getString("name"),
                row.getString("owner_name"),
                row.getInt("members"),
                row.getObject("dissolved_at") != null,
                read == null ? null : read.toInstant());
    }
}
