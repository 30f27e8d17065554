package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Json;
import io.siyu.sandbox.wire.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Everything that appears on a screen: chats of members with customers, and what the app sends to a member. */
@Component
@InSandbox
public class Messages {

    /** One bubble. The content is what the platform was given for this msgtype. */
    public record Message(
            long id,
            String userid,
            @Nullable String externalUserid,
            Sender sender,
            String msgtype,
            JsonNode content,
            Instant sentAt) {}

    public enum Sender {
        MEMBER,
        CUSTOMER,
        WELCOME,
        APP
    }

    private final JdbcClient jdbc;

    Messages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Message add(
            String userid,
            @Nullable String externalUserid,
            Sender sender,
            String msgtype,
            JsonNode content,
            Instant at) {
        return jdbc.sql("""
                        insert into sandbox_message (userid, external_userid, sender, msgtype, content, sent_at)
                        values (:userid, :external, :sender, :msgtype, :content::jsonb, :at) returning *""")
                .param("userid", userid)
                .param("external", externalUserid)
                .param("sender", sender.name())
                .param("msgtype", msgtype)
                .param("content", content.toString())
                .param("at", Times.sql(at))
                .query(Messages::message)
                .single();
    }

    /** The newest of one chat, oldest first, after a message already seen. */
    public List<Message> chat(String userid, String externalUserid, long after, int limit) {
        return jdbc.sql("""
                        select * from (select * from sandbox_message
                            where userid = :userid and external_userid = :external and id > :after
                            order by id desc limit :limit) newest order by id""")
                .param("userid", userid)
                .param("external", externalUserid)
                .param("after", after)
                .param("limit", limit)
                .query(Messages::message)
                .list();
    }

    /** The last message of each chat of this customer, newest first. */
    public List<Message> lastOfEachChat(String externalUserid) {
        return jdbc.sql("""
                        select * from (select distinct on (userid) * from sandbox_message
                            where external_userid = :external order by userid, id desc) last order by id desc""")
                .param("external", externalUserid)
                .query(Messages::message)
                .list();
    }

    /** What the app sent to this member, the newest, oldest first. */
    public List<Message> fromApp(String userid, long after, int limit) {
        return jdbc.sql("""
                        select * from (select * from sandbox_message
                            where userid = :userid and external_userid is null and id > :after
                            order by id desc limit :limit) newest order by id""")
                .param("userid", userid)
                .param("after", after)
                .param("limit", limit)
                .query(Messages::message)
                .list();
    }

    /** Whether the app has sent just this to the member since then. */
    boolean appSentSince(String userid, String msgtype, JsonNode content, Instant since) {
        return jdbc.sql("""
                        select exists (select 1 from sandbox_message
                            where userid = :userid and external_userid is null and sender = 'APP'
                              and msgtype = :msgtype and content = :content::jsonb and sent_at > :since)""")
                .param("userid", userid)
                .param("msgtype", msgtype)
                .param("content", content.toString())
                .param("since", Times.sql(since))
                .query(Boolean.class)
                .single();
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        return new Message(
                row.getLong("id"),
                row.getString("userid"),
                row.getString("external_userid"),
                Sender.valueOf(row.getString("sender")),
                row.getString("msgtype"),
                Json.parse(row.getString("content")),
                Times.read(row, "sent_at"));
    }
}
