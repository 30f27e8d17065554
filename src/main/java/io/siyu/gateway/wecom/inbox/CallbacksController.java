package io.siyu.gateway.wecom.inbox;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.job.Pollers;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.gateway.wecom.WelcomeResult;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What came in and what became of it, for operators; a dead letter can be taken up again. */
@RestController
@RequestMapping("/api/admin/callbacks")
class CallbacksController {

    private static final int LARGEST_PAGE = 200;

    private static final String SELECT = "select * from wecom_inbox ";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Audit audit;
    private final Pollers pollers;

    CallbacksController(JdbcClient jdbc, Clock clock, Audit audit, Pollers pollers) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
        this.pollers = pollers;
    }

    /** What can become of a callback. */
    enum State {
        waiting,
        done,
        ignored,
        dead
    }

    record Row(
            long id,
            String app,
            String event,
            String changeType,
            @Nullable String staffUserId,
            @Nullable String externalUserId,
            Instant receivedAt,
            State state,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant finishedAt,
            List<Step> steps,
            @Nullable String error,
            @Nullable String welcomeState,
            @Nullable WelcomeResult welcomeOutcome,
            @Nullable String welcomeError) {}

    /** How far a module got with it. */
    enum StepState {
        done,
        failed
    }

    record Step(String name, StepState state) {}

    record Standing(State state, int attempts) {}

    @GetMapping
    @RequiresPermission("callback.read")
    Slice<Row> list(
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int size,
            @RequestParam(required = false) @Nullable State state,
            @RequestParam(required = false) @Nullable String event) {
        int rows = Math.clamp(size, 1, LARGEST_PAGE);
        List<Row> found = jdbc.sql(SELECT + """
                where (:after::bigint is null or id < :after) and (:state::text is null or state = :state)
                  and (:event::text is null or event = :event or change_type = :event)
                order by id desc limit :size""")
                .param("after", after)
                .param("state", state == null ? null : state.name())
                .param("event", event)
                .param("size", rows + 1)
                .query(CallbacksController::row)
                .list();
        return Slice.of(found, rows, row -> Long.toString(row.id()));
    }

    @GetMapping("/{id}")
    @RequiresPermission("callback.read")
    Row detail(@PathVariable long id) {
        return find(id);
    }

    /** Runs the steps that are missing, now: of a dead letter, or of one that failed and would have to wait for its next attempt. */
    @PostMapping("/{id}/replay")
    @RequiresPermission("callback.replay")
    @Transactional
    Row replay(@PathVariable long id) {
        Row before = find(id);
        int replayed = jdbc.sql("""
                update wecom_inbox set state = 'waiting', attempts = 0, interruptions = 0, held = false,
                    next_attempt_at = :now, finished_at = null,
                    failed_step = null, error = null
                where id = :id and (state = 'dead' or state = 'waiting' and error is not null)""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        if (replayed == 0) {
            throw DomainException.conflict("wecom.callback_not_failed");
        }
        audit.record(
                "wecom.callback.replay",
                "callback",
                id,
                new Standing(before.state(), before.attempts()),
                new Standing(State.waiting, 0));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                pollers.wake(OrderedLane.NAME);
            }
        });
        return find(id);
    }

    private Row find(long id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(CallbacksController::row)
                .optional()
                .orElseThrow(() -> DomainException.notFound("wecom.callback_not_found", id));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        String outcome = row.getString("welcome_outcome");
        String relation = row.getString("relation");
        String[] ends = relation == null || !relation.contains("|") ? new String[] {"", ""} : relation.split("\\|", 2);
        return new Row(
                row.getLong("id"),
                row.getString("app"),
                row.getString("event"),
                row.getString("change_type"),
                ends[1].isEmpty() ? null : ends[1],
                ends[0].isEmpty() ? null : ends[0],
                instant(row, "received_at"),
                state,
                row.getInt("attempts"),
                state == State.waiting ? instant(row, "next_attempt_at") : null,
                row.getObject("finished_at") == null ? null : instant(row, "finished_at"),
                steps(row),
                row.getString("error"),
                row.getString("welcome_state"),
                outcome == null ? null : WelcomeResult.valueOf(outcome),
                row.getString("welcome_error"));
    }

    private static List<Step> steps(ResultSet row) throws SQLException {
        String[] done = (String[]) row.getArray("steps").getArray();
        String failed = row.getString("failed_step");
        return Stream.concat(
                        Arrays.stream(done).map(name -> new Step(name, StepState.done)),
                        Stream.ofNullable(failed).map(name -> new Step(name, StepState.failed)))
                .toList();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
