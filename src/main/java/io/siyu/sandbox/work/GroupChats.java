package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import io.siyu.shared.RandomCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Customer groups and whose they are. */
@Component
@InSandbox
public class GroupChats {

    /** @param status 0 as ever, 1 the owner left, 3 handed over after that */
    public record GroupChat(long seq, String chatId, String name, String owner, int status, Instant createdAt) {}

    /** @param scene 1 invited, 2 by a link, 3 by a QR code */
    record Participant(String userid, boolean external, Instant joinedAt, int scene, String state) {}

    /** The status of a group follows its owner until it is handed over. */
    private static final String SELECT = """
            select g.seq, g.chat_id, g.name, g.owner, g.created_at,
                case when m.status = 5 then 1 else g.status end as status
            from sandbox_group_chat g join sandbox_member m on m.userid = g.owner\s""";

    private static final int INVITED = 1;

    private final JdbcClient jdbc;

    GroupChats(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public GroupChat open(String name, String owner, Instant at) {
        String chatId = "wr" + RandomCode.letters(30);
        jdbc.sql("insert into sandbox_group_chat (chat_id, name, owner, created_at) values (:id, :name, :owner, :at)")
                .param("id", chatId)
                .param("name", name)
                .param("owner", owner)
                .param("at", Times.sql(at))
                .update();
        join(chatId, new Participant(owner, false, at, INVITED, ""));
        return find(chatId).orElseThrow();
    }

    List<Participant> participants(String chatId) {
        return jdbc.sql("select * from sandbox_group_member where chat_id = :id order by joined_at, userid")
                .param("id", chatId)
                .query((row, number) -> new Participant(
                        row.getString("userid"),
                        row.getBoolean("external"),
                        Times.read(row, "joined_at"),
                        row.getInt("join_scene"),
                        row.getString("state")))
                .list();
    }

    /** @return false when they are in it already */
    boolean join(String chatId, Participant who) {
        return jdbc.sql("""
                insert into sandbox_group_member (chat_id, userid, external, joined_at, join_scene, state)
                values (:id, :userid, :external, :at, :scene, :state) on conflict do nothing""")
                        .param("id", chatId)
                        .param("userid", who.userid())
                        .param("external", who.external())
                        .param("at", Times.sql(who.joinedAt()))
                        .param("scene", who.scene())
                        .param("state", who.state())
                        .update()
                == 1;
    }

    boolean leave(String chatId, String userid) {
        return jdbc.sql("delete from sandbox_group_member where chat_id = :id and userid = :userid")
                        .param("id", chatId)
                        .param("userid", userid)
                        .update()
                == 1;
    }

    /** Whoever joins holds the group until the transaction ends. */
    boolean hasRoom(String chatId) {
        return jdbc.sql(
                        "select capacity from sandbox_group_chat where chat_id = :id and dissolved_at is null for update")
                .param("id", chatId)
                .query(Integer.class)
                .optional()
                .filter(capacity -> participants(chatId).size() < capacity)
                .isPresent();
    }

    void rename(String chatId, String name) {
        jdbc.sql("update sandbox_group_chat set name = :name where chat_id = :id")
                .param("name", name)
                .param("id", chatId)
                .update();
    }

    @Transactional
    void own(String chatId, String owner, Instant at) {
        jdbc.sql("update sandbox_group_chat set owner = :owner where chat_id = :id")
                .param("owner", owner)
                .param("id", chatId)
                .update();
        join(chatId, new Participant(owner, false, at, INVITED, ""));
    }

    void hold(String chatId, int capacity) {
        jdbc.sql("update sandbox_group_chat set capacity = :capacity where chat_id = :id")
                .param("capacity", capacity)
                .param("id", chatId)
                .update();
    }

    void dissolve(String chatId, Instant at) {
        jdbc.sql("update sandbox_group_chat set dissolved_at = :at where chat_id = :id")
                .param("at", Times.sql(at))
                .param("id", chatId)
                .update();
    }

    public Optional<GroupChat> find(String chatId) {
        return jdbc.sql(SELECT + "where g.chat_id = :id and g.dissolved_at is null")
                .param("id", chatId)
                .query(GroupChats::groupChat)
                .optional();
    }

    /**
     * @param status 0: whatever it is
     * @param owners empty: whoever it is
     */
    List<GroupChat> page(int status, Collection<String> owners, long afterSeq, int limit) {
        return jdbc.sql("""
                select * from (%s where g.seq > :after and g.dissolved_at is null and (:anybody or g.owner in (:owners))) as found
                where :status = 0 or found.status = :status order by found.seq limit :limit""".formatted(SELECT))
                .param("after", afterSeq)
                .param("anybody", owners.isEmpty())
                .param("owners", owners.isEmpty() ? List.of("") : owners)
                .param("status", status)
                .param("limit", limit)
                .query(GroupChats::groupChat)
                .list();
    }

    @Transactional
    void give(String chatId, String newOwner, boolean resigned, Instant at) {
        jdbc.sql("update sandbox_group_chat set owner = :owner, status = :status where chat_id = :id")
                .param("owner", newOwner)
                .param("status", resigned ? 3 : 0)
                .param("id", chatId)
                .update();
        join(chatId, new Participant(newOwner, false, at, INVITED, ""));
        jdbc.sql("""
                        insert into sandbox_group_transfer (chat_id, new_owner, resigned, at)
                        values (:id, :owner, :resigned, :at)""")
                .param("id", chatId)
                .param("owner", newOwner)
                .param("resigned", resigned)
                .param("at", Times.sql(at))
                .update();
    }

    int givenTo(String owner, Instant since) {
        return jdbc.sql("select count(*) from sandbox_group_transfer where new_owner = :owner and at >= :since")
                .param("owner", owner)
                .param("since", Times.sql(since))
                .query(Integer.class)
                .single();
    }

    int givenAway(String chatId, Instant since) {
        return jdbc.sql("""
                        select count(*) from sandbox_group_transfer where chat_id = :id and not resigned and at > :since""")
                .param("id", chatId)
                .param("since", Times.sql(since))
                .query(Integer.class)
                .single();
    }

    private static GroupChat groupChat(ResultSet row, int number) throws SQLException {
        return new GroupChat(
                row.getLong("seq"),
                row.getString("chat_id"),
                row.getString("name"),
                row.getString("owner"),
                row.getInt("status"),
                Times.read(row, "created_at"));
    }
}
