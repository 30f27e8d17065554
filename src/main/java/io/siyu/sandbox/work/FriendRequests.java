package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Customers who scanned a code with verification and wait for the member to accept. */
@Component
@InSandbox
public class FriendRequests {

    /** Who asks whom, and by which code's state. */
    public record FriendRequest(String userid, String externalUserid, String state, Instant askedAt) {}

    private final JdbcClient jdbc;

    FriendRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void ask(FriendRequest request) {
        jdbc.sql("""
                        insert into sandbox_friend_request (userid, external_userid, state, asked_at)
                        values (:userid, :external, :state, :at)
                        on conflict (userid, external_userid) do update set state = :state, asked_at = :at""")
                .param("userid", request.userid())
                .param("external", request.externalUserid())
                .param("state", request.state())
                .param("at", Times.sql(request.askedAt()))
                .update();
    }

    public List<FriendRequest> of(String userid) {
        return jdbc.sql("select * from sandbox_friend_request where userid = :userid order by asked_at")
                .param("userid", userid)
                .query((row, n) -> new FriendRequest(
                        row.getString("userid"),
                        row.getString("external_userid"),
                        row.getString("state"),
                        Times.read(row, "asked_at")))
                .list();
    }

    /** Takes it off the list and answers its state; empty if there is none. */
    public Optional<String> take(String userid, String externalUserid) {
        return jdbc.sql("""
                        delete from sandbox_friend_request
                        where userid = :userid and external_userid = :external returning state""")
                .param("userid", userid)
                .param("external", externalUserid)
                .query(String.class)
                .optional();
    }
}
