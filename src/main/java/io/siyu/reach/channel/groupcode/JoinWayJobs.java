package io.siyu.reach.channel.groupcode;

import io.siyu.gateway.wecom.JoinWays;
import io.siyu.gateway.wecom.JoinWays.JoinWay;
import io.siyu.reach.channel.groupcode.GroupCode.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The join ways that are to be made, looked at or taken down. */
@Component
class JoinWayJobs {

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration UNTIL_NEXT_LOOK = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    JoinWayJobs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param configId absent: it was not made, or its answer was lost
     * @param lease until when it is ours: whoever changes the place meanwhile makes it due anew
     */
    record Job(
            long place,
            Status status,
            @Nullable String configId,
            boolean outdated,
            int attempts,
            OffsetDateTime lease,
            JoinWays.Wanted wanted) {}

    Optional<Job> claim() {
        return jdbc.sql("""
                with due as (
                    select id from channel_group_place where due_at <= :now order by due_at, id limit 1 for update skip locked)
                update channel_group_place place set due_at = :lease, attempts = attempts + 1 from due, channel_group_code code
                where place.id = due.id and code.id = place.code_id
                returning place.*, code.name as code_name, code.next_name, code.next_number,
                    (select array_agg(last.chat_id order by last.position) from (
                        select p.chat_id, p.position from channel_group_place p
                        join relation_group g on g.chat_id = p.chat_id and g.dissolved_at is null
                        where p.code_id = place.code_id and p.removed_at is null order by p.position desc limit :most) last) as chats""")
                .param("now", GroupCodeRows.utc(clock.instant()))
                .param("lease", GroupCodeRows.utc(clock.instant().plus(LEASE)))
                .param("most", JoinWays.MOST_GROUPS)
                .query((row, number) -> job(row))
                .optional();
    }

    private static Job job(ResultSet row) throws SQLException {
        String name = row.getString("code_name");
        String next = row.getBoolean("overflow") ? row.getString("next_name") : null;
        String chat = row.getString("chat_id");
        List<String> chats = chat != null
                ? List.of(chat)
                : row.getArray("chats") == null
                        ? List.of()
                        : List.of((String[]) row.getArray("chats").getArray());
        return new Job(
                row.getLong("id"),
                Status.valueOf(row.getString("status")),
                row.getString("config_id"),
                row.getBoolean("outdated"),
                row.getInt("attempts"),
                row.getObject("due_at", OffsetDateTime.class),
                new JoinWays.Wanted(
                        chats,
                        Objects.requireNonNull(row.getString("state")),
                        name.substring(0, Math.min(30, name.length())),
                        next == null ? null : new JoinWays.Next(next, row.getInt("next_number"))));
    }

    /** From here on it is ours, whatever becomes of the picture. */
    void made(Job job, String configId) {
        jdbc.sql("update channel_group_place set config_id = :config where id = :id and config_id is null")
                .param("config", configId)
                .param("id", job.place())
                .update();
    }

    /** It was seen at the platform as it should be, unless it was changed meanwhile. */
    void seen(Job job, JoinWay way) {
        jdbc.sql("""
                update channel_group_place set status = 'READY', qr_url = :url, outdated = outdated and due_at <> :lease, failure = null,
                    attempts = 0, due_at = case when due_at = :lease then :later else due_at end
                where id = :id and status in ('MAKING', 'READY', 'FAILED')""")
                .param("url", way.qrCodeUrl())
                .param("lease", job.lease())
                .param("later", GroupCodeRows.utc(clock.instant().plus(UNTIL_NEXT_LOOK)))
                .param("id", job.place())
                .update();
    }

    /** Somebody deleted it: another one with the same state, behind the same printed code. */
    void vanished(Job job) {
        jdbc.sql("""
                update channel_group_place set status = 'MAKING', config_id = null, qr_url = null, due_at = :now
                where id = :id and status in ('MAKING', 'READY', 'FAILED')""")
                .param("now", GroupCodeRows.utc(clock.instant()))
                .param("id", job.place())
                .update();
    }

    void deleted(Job job) {
        jdbc.sql("""
                update channel_group_place set status = 'DELETED', due_at = null, config_id = null, qr_url = null
                where id = :id and status = 'RETIRED'""").param("id", job.place()).update();
    }

    /** What is ready stays ready meanwhile. */
    void later(Job job, boolean failed, Duration pause, String failure) {
        jdbc.sql("""
                update channel_group_place set due_at = case when due_at = :lease then :due else due_at end, failure = :failure,
                    status = case when status in ('MAKING', 'FAILED') then :status else status end
                where id = :id""")
                .param("lease", job.lease())
                .param("due", GroupCodeRows.utc(clock.instant().plus(pause)))
                .param("failure", failure)
                .param("status", failed ? "FAILED" : "MAKING")
                .param("id", job.place())
                .update();
    }
}
