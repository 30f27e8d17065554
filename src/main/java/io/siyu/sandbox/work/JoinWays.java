package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import io.siyu.sandbox.work.GroupChats.GroupChat;
import io.siyu.sandbox.work.GroupChats.Participant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The codes by which customers join groups: the first that has room, and a new one where that is wished. */
@Component
@InSandbox
public class JoinWays {

    private static final int BY_QR = 3;

    private final JdbcClient jdbc;
    private final GroupChats groups;
    private final WorkEvents events;

    JoinWays(JdbcClient jdbc, GroupChats groups, WorkEvents events) {
        this.jdbc = jdbc;
        this.groups = groups;
        this.events = events;
    }

    /** @param baseId the number of the next group that is made by itself */
    public record JoinWay(
            String configId,
            int scene,
            String remark,
            boolean autoCreate,
            String baseName,
            int baseId,
            List<String> chatIds,
            String state,
            Instant createdAt) {

        JoinWay grown(String chatId) {
            List<String> more = new ArrayList<>(chatIds);
            more.add(chatId);
            return new JoinWay(configId, scene, remark, autoCreate, baseName, baseId + 1, more, state, createdAt);
        }
    }

    public Optional<JoinWay> find(String configId) {
        return jdbc.sql("select * from sandbox_join_way where config_id = :id")
                .param("id", configId)
                .query(JoinWays::way)
                .optional();
    }

    /** The group that a customer who scans now would come into; empty when all are full and none is made by itself. */
    @Transactional
    public Optional<GroupChat> join(String configId, String externalUserid, Instant at) {
        JoinWay way = find(configId).orElseThrow();
        Optional<GroupChat> room = way.chatIds().stream()
                .filter(groups::hasRoom)
                .findFirst()
                .flatMap(groups::find)
                .or(() -> next(way, at));
        room.filter(group -> groups.join(group.chatId(), new Participant(externalUserid, true, at, BY_QR, way.state())))
                .ifPresent(group -> events.groupUpdated(group.chatId(), "add_member"));
        return room;
    }

    private Optional<GroupChat> next(JoinWay way, Instant at) {
        if (!way.autoCreate()) {
            return Optional.empty();
        }
        return way.chatIds().reversed().stream()
                .map(groups::find)
                .flatMap(Optional::stream)
                .findFirst()
                .map(last -> {
                    GroupChat made = groups.open(way.baseName() + way.baseId(), last.owner(), at);
                    put(way.grown(made.chatId()));
                    events.groupChanged("create", made.chatId());
                    return made;
                });
    }

    void put(JoinWay way) {
        jdbc.sql("""
                insert into sandbox_join_way (config_id, scene, remark, auto_create_room, room_base_name, room_base_id,
                    chat_ids, state, created_at)
                values (:id, :scene, :remark, :auto, :base, :number, :chats, :state, :at)
                on conflict (config_id) do update set scene = :scene, remark = :remark, auto_create_room = :auto,
                    room_base_name = :base, room_base_id = :number, chat_ids = :chats, state = :state""")
                .param("id", way.configId())
                .param("scene", way.scene())
                .param("remark", way.remark())
                .param("auto", way.autoCreate())
                .param("base", way.baseName())
                .param("number", way.baseId())
                .param("chats", way.chatIds().toArray(String[]::new))
                .param("state", way.state())
                .param("at", Times.sql(way.createdAt()))
                .update();
    }

    boolean delete(String configId) {
        return jdbc.sql("delete from sandbox_join_way where config_id = :id")
                        .param("id", configId)
                        .update()
                == 1;
    }

    private static JoinWay way(ResultSet row, int number) throws SQLException {
        return new JoinWay(
                row.getString("config_id"),
                row.getInt("scene"),
                row.getString("remark"),
                row.getBoolean("auto_create_room"),
                row.getString("room_base_name"),
                row.getInt("room_base_id"),
                List.of((String[]) row.getArray("chat_ids").getArray()),
                row.getString("state"),
                Times.read(row, "created_at"));
    }
}
