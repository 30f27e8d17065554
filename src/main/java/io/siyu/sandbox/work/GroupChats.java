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

    /** The status of a group follows its owner until it is handed over. */
    private static final String SELECT = """
            select g.seq, g.chat_id, g.name, g.owner, g.created_at,
                case when m.status = 5 then 1 else g.status end as status
            from sandbox_group_chat g join sandbox_member m on m.userid = g.owner\s""";

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
        return find(chatId).orElseThrow();
    }

    Optional<GroupChat> find(String chatId) {
        return jdbc.sql(SELECT + "where g.chat_id = :id")
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
                select * from (%s where g.seq > :after and (:anybody or g.owner in (:owners))) as found
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
