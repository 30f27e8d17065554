package io.siyu.reach.outreach;

import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What guides are asked to do, opened by the random token that only the guide's card carries. */
@Component
class GuideTasks {

    private final JdbcClient jdbc;
    private final Timeline timeline;
    private final Clock clock;

    GuideTasks(JdbcClient jdbc, Timeline timeline, Clock clock) {
        this.jdbc = jdbc;
        this.timeline = timeline;
        this.clock = clock;
    }

    record Task(
            long id,
            CustomerId customer,
            long staffId,
            String content,
            String reason,
            String state,
            @Nullable Instant finishedAt) {

        boolean open() {
            return finishedAt == null;
        }
    }

    Optional<Task> find(String token) {
        return jdbc.sql("""
                select id, customer_id, staff_id, content, reason, state, finished_at from outreach_touch
                where token = :token and kind = 'GUIDE_TASK' and state <> 'SUPPRESSED'""")
                .param("token", token)
                .query((row, number) -> new Task(
                        row.getLong("id"),
                        new CustomerId(row.getLong("customer_id")),
                        row.getLong("staff_id"),
                        row.getString("content"),
                        row.getString("reason"),
                        row.getString("state"),
                        row.getTimestamp("finished_at") == null
                                ? null
                                : row.getTimestamp("finished_at").toInstant()))
                .optional();
    }

    /** Closes the task; a task that is closed already stays as it was closed first. */
    @Transactional
    public void finish(String token, boolean done) {
        Task task = find(token).orElseThrow(() -> DomainException.notFound("outreach.task_not_found"));
        Instant now = clock.instant();
        int finished = jdbc.sql("""
                update outreach_touch set state = :state, finished_at = :now
                where token = :token and state in ('PLANNED', 'SENDING', 'SENT', 'UNKNOWN')""")
                .param("state", done ? "DONE" : "SKIPPED")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("token", token)
                .update();
        if (finished == 1 && done) {
            timeline.record(new Activity(
                    task.customer(),
                    "task.done",
                    now,
                    0,
                    Map.of("reason", task.reason(), "staffId", Long.toString(task.staffId())),
                    "outreach",
                    "touch:" + task.id()));
        }
    }
}
