package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Customers who scanned a code with verification and wait for the member to accept. */
@Component
@InSandbox
public class FriendRequests {

    /**
     * Who asks whom, and by which code's state.
     *
     * @param link the acquisition link it was; absent: a code
     */
    public record FriendRequest(
            String userid,
            String externalUserid,
            String state,
            @Nullable String link,
            Instant askedAt) {}

    private final JdbcClient jdbc;

    FriendRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void ask(FriendRequest request) {
        jdbc.sql("""
                        insert into sandbox_friend_request (userid, external_userid, state, link_id, asked_at)
                        values (:userid, :external, :state, :link, :at)
                        on conflict (userid, external_userid)
                        do update set state = :state, link_id = :link, asked_at = :at""")
                .param("userid", request.userid())
                .param("external", request.externalUserid())
                .param("state", request.state())
                .param("link", request.link(), Types.VARCHAR)
                .param("at", Times.sql(request.askedAt()))
                .update();
    }

    public List<FriendRequest> of(String userid) {
        return jdbc.sql("select * from sandbox_friend_request where userid = :userid order by asked_at")
                .param("userid", userid)
                .query(FriendRequests::read)
                .list();
    }

    /** Takes it off the list; empty if there is none. */
    public Optional<FriendRequest> take(String userid, String externalUserid) {
        return jdbc.sql("""
                        delete from sandbox_friend_request
                        where userid = :userid and external_userid = :external returning *""")
                .param("userid", userid)
                .param("external", externalUserid)
                .query(FriendRequests::read)
                .optional();
    }

    private static FriendRequest read(ResultSet row, int number) throws SQLException {
        return new FriendRequest(
                row.getString("userid"),
                row.getString("external_userid"),
                row.getString("state"),
                row.getString("link_id"),
                Times.read(row, "asked_at"));
    }
}
