package io.siyu.people.staff;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The sessions that are open, in the database for all nodes: each request asks whether its own still is, so that one ended here is
 * over everywhere. What the browser has in its cookie never leaves this class again; outside, a session is known by its number.
 */
@Component
class OpenSessions {

    private final JdbcClient jdbc;
    private final Clock clock;

    OpenSessions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param here whether it is the one that asks */
    record OpenSession(
            long id, String address, @Nullable String userAgent, Instant begunAt, Instant lastSeenAt, boolean here) {}

    void begun(String sessionId, long userId, Caller caller) {
        jdbc.sql("""
                insert into staff_session (session_id, user_id, address, browser, begun_at)
                values (:session, :user, :address, :browser, :at)""")
                .param("session", sessionId)
                .param("user", userId)
                .param("address", caller.address())
                .param("browser", caller.userAgent())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Last seen first. Spring Session keeps the wall's time of the last request, the rest of us live by the brand's clock: the
     * asking session's own last request is now in both.
     */
    List<OpenSession> of(long userId, String asking, Instant wallNow) {
        Instant now = clock.instant();
        return jdbc.sql("""
                select o.id, o.session_id, o.address, o.browser, o.begun_at, s.last_access_time from staff_session o
                join platform_session s on s.session_id = o.session_id
                where o.user_id = :user and s.expiry_time > :wallNow order by s.last_access_time desc, o.id desc""")
                .param("user", userId)
                .param("wallNow", wallNow.toEpochMilli())
                .query((row, number) -> new OpenSession(
                        row.getLong("id"),
                        row.getString("address"),
                        row.getString("browser"),
                        row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                        now.minusMillis(Math.max(0, wallNow.toEpochMilli() - row.getLong("last_access_time"))),
                        row.getString("session_id").equals(asking)))
                .list();
    }

    void end(String sessionId) {
        jdbc.sql("delete from staff_session where session_id = :session")
                .param("session", sessionId)
                .update();
    }

    /** @return false when that user has no such session */
    boolean end(long id, long userId) {
        Optional<String> ended = jdbc.sql(
                        "delete from staff_session where id = :id and user_id = :user returning session_id")
                .param("id", id)
                .param("user", userId)
                .query(String.class)
                .optional();
        ended.ifPresent(session -> forget(List.of(session)));
        return ended.isPresent();
    }

    /** Signs the user out everywhere. @param but the one session that goes on */
    int endAll(long userId, @Nullable String but) {
        List<String> ended = jdbc.sql("""
                delete from staff_session where user_id = :user and session_id is distinct from :but returning session_id""")
                .param("user", userId)
                .param("but", but)
                .query(String.class)
                .list();
        forget(ended);
        return ended.size();
    }

    /** Rows of sessions that ran out by themselves. A new session's other row is written only when its request ends. */
    void tidy() {
        jdbc.sql("""
                delete from staff_session o where o.begun_at < :before
                  and not exists (select 1 from platform_session s where s.session_id = o.session_id)""")
                .param("before", clock.instant().minusSeconds(3600).atOffset(ZoneOffset.UTC))
                .update();
    }

    private void forget(List<String> sessions) {
        if (!sessions.isEmpty()) {
            jdbc.sql("delete from platform_session where session_id in (:sessions)")
                    .param("sessions", sessions)
                    .update();
        }
    }
}
