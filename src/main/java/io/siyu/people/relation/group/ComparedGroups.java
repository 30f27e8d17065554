package io.siyu.people.relation.group;

import io.siyu.gateway.wecom.GroupChats.GroupChat;
import io.siyu.gateway.wecom.GroupChats.Participant;
import io.siyu.gateway.wecom.KnownGroups;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Our groups, for being compared. */
@Component
class ComparedGroups implements KnownGroups {

    private final JdbcClient jdbc;

    ComparedGroups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Believed(long id, String name, String owner, boolean due, boolean dissolved) {}

    @Override
    public Standing standing(GroupChat told) {
        Optional<Believed> believed =
                jdbc.sql("""
                select id, name, owner_user_id as owner, due_at is not null as due, dissolved_at is not null as dissolved
                from relation_group where chat_id = :chat""").param("chat", told.chatId()).query(Believed.class).optional();
        if (believed.isEmpty()) {
            return Standing.UNKNOWN;
        }
        Believed ours = believed.get();
        if (ours.due()) {
            return Standing.BEING_READ;
        }
        boolean same = !ours.dissolved()
                && ours.name().equals(told.name())
                && ours.owner().equals(told.ownerUserId())
                && members(ours.id())
                        .equals(told.members().stream().map(Participant::userId).collect(Collectors.toSet()));
        return same ? Standing.SAME : Standing.OTHER;
    }

    private Set<String> members(long id) {
        return Set.copyOf(
                jdbc.sql("select distinct user_id from relation_group_member where group_id = :id and left_at is null")
                        .param("id", id)
                        .query(String.class)
                        .list());
    }

    @Override
    public Set<String> living(Instant before) {
        return Set.copyOf(jdbc.sql("""
                select chat_id from relation_group where dissolved_at is null and due_at is null and created_at < :before""")
                .param("before", KnownChats.utc(before))
                .query(String.class)
                .list());
    }

    @Override
    public Map<String, String> names(Collection<String> chatIds) {
        Map<String, String> names = new HashMap<>();
        jdbc.sql("select chat_id, name from relation_group where chat_id = any(:chats)")
                .param("chats", chatIds.toArray(String[]::new))
                .query(row -> {
                    names.put(row.getString("chat_id"), row.getString("name"));
                });
        return names;
    }
}
