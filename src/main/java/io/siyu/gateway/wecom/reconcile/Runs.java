package io.siyu.gateway.wecom.reconcile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reconciliations, how far they are, and who works on them. */
@Component
class Runs {

    /** Longer than any piece of work takes. */
    private static final Duration LEASE = Duration.ofSeconds(90);

    private static final Duration KEPT = Duration.ofDays(60);
    private static final int FORGOTTEN_TOGETHER = 5_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Runs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    enum Reason {
        NIGHTLY,
        ASKED
    }

    /** How far the groups are, which come after the guides. */
    enum GroupStage {
        LISTING,
        BY_OWNERS,
        COMPARING
    }

    /**
     * @param listed whether its guides are known
     * @param groupPage where the list of groups goes on: the platform's page, or the last owner who was asked for
     */
    record Claimed(
            long id,
            long claim,
            boolean listed,
            int attempts,
            Instant startedAt,
            GroupStage groupStage,
            @Nullable String groupPage) {}

    /** @param page where the reading of their friends stands */
    record Guide(
            long reconciliation,
            String userId,
            boolean comparing,
            @Nullable String page,
            Instant begunAt) {}

    /** @return its number; empty when one is running already */
    Optional<Long> start(Reason reason, String startedBy) {
        return jdbc.sql("""
                insert into wecom_reconciliation (reason, started_by, state, started_at, due_at)
                values (:reason, :by, 'RUNNING', :now, :now)
                on conflict (state) where state = 'RUNNING' do nothing returning id""")
                .param("reason", reason.name())
                .param("by", startedBy)
                .param("now", now())
                .query(Long.class)
                .optional();
    }

    /** What was found long ago, some thousand at a time: the first taking in found everybody. */
    void forget() {
        OffsetDateTime oldest = at(clock.instant().minus(KEPT));
        int gone;
        do {
            gone = jdbc.sql("""
                    delete from wecom_reconciliation_finding where id in (
                        select finding.id from wecom_reconciliation run join wecom_reconciliation_finding finding on finding.reconciliation_id = run.id
                        where run.state <> 'RUNNING' and run.started_at < :oldest order by finding.id limit :most)""")
                    .param("oldest", oldest)
                    .param("most", FORGOTTEN_TOGETHER)
                    .update();
        } while (gone == FORGOTTEN_TOGETHER);
        jdbc.sql("delete from wecom_reconciliation where state <> 'RUNNING' and started_at < :oldest")
                .param("oldest", oldest)
                .update();
    }

    boolean stop(long id) {
        return jdbc.sql(
                                "update wecom_reconciliation set state = 'STOPPED', finished_at = :now where id = :id and state = 'RUNNING'")
                        .param("id", id)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** Goes on where it was, unless another one is running. */
    boolean resume(long id) {
        return jdbc.sql("""
                update wecom_reconciliation set state = 'RUNNING', finished_at = null, due_at = :now, attempts = 0, problem = null
                where id = :id and state = 'STOPPED'
                  and not exists (select from wecom_reconciliation other where other.state = 'RUNNING')""").param("id", id).param("now", now()).update() == 1;
    }

    Optional<Claimed> claim() {
        return jdbc.sql("""
                update wecom_reconciliation set claim = claim + 1, due_at = :lease where state = 'RUNNING' and due_at <= :now
                returning id, claim, listed, attempts, started_at, group_stage, group_page""")
                .param("lease", at(clock.instant().plus(LEASE)))
                .param("now", now())
                .query((row, number) -> new Claimed(
                        row.getLong("id"),
                        row.getLong("claim"),
                        row.getBoolean("listed"),
                        row.getInt("attempts"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        GroupStage.valueOf(row.getString("group_stage")),
                        row.getString("group_page")))
                .optional();
    }

    /** Locks it for the caller's transaction: false when it was stopped or somebody else has taken it over. */
    boolean ours(Claimed run) {
        return jdbc.sql(
                        "select from wecom_reconciliation where id = :id and claim = :claim and state = 'RUNNING' for update")
                .param("id", run.id())
                .param("claim", run.claim())
                .query((row, number) -> true)
                .optional()
                .isPresent();
    }

    void release(Claimed run, Duration pause, @Nullable String problem) {
        jdbc.sql("""
                update wecom_reconciliation set due_at = :due, problem = :problem,
                    attempts = case when :problem::text is null then 0 else attempts + 1 end
                where id = :id and claim = :claim""")
                .param("due", at(clock.instant().plus(pause)))
                .param("problem", problem)
                .param("id", run.id())
                .param("claim", run.claim())
                .update();
    }

    void finish(Claimed run) {
        jdbc.sql("""
                update wecom_reconciliation set state = 'DONE', finished_at = :now, problem = null
                where id = :id and claim = :claim and state = 'RUNNING'""")
                .param("now", now())
                .param("id", run.id())
                .param("claim", run.claim())
                .update();
    }

    void list(Claimed run, Collection<String> userIds) {
        jdbc.sql("""
                insert into wecom_reconciliation_guide (reconciliation_id, user_id, state)
                select :id, user_id, 'WAITING' from unnest(:users::text[]) as users (user_id) on conflict do nothing""")
                .param("id", run.id())
                .param("users", userIds.toArray(String[]::new))
                .update();
        jdbc.sql("update wecom_reconciliation set listed = true where id = :id")
                .param("id", run.id())
                .update();
    }

    /** The one that was begun, else the next. */
    Optional<Guide> next(Claimed run) {
        return jdbc.sql("""
                update wecom_reconciliation_guide guide
                set begun_at = coalesce(begun_at, :now), state = case when state = 'WAITING' then 'READING' else state end
                where reconciliation_id = :id and user_id = (
                    select user_id from wecom_reconciliation_guide
                    where reconciliation_id = :id and state in ('WAITING', 'READING', 'COMPARING')
                    order by state = 'WAITING', user_id limit 1)
                returning *""")
                .param("id", run.id())
                .param("now", now())
                .query(Runs::guide)
                .optional();
    }

    /** @param page where the next one begins; absent at the end */
    void read(Guide guide, Collection<String> friends, @Nullable String page) {
        see(guide, friends);
        jdbc.sql("""
                update wecom_reconciliation_guide set page = :page, friends = friends + :count,
                    state = case when :page::text is null then 'COMPARING' else state end
                where reconciliation_id = :id and user_id = :user""")
                .param("page", page)
                .param("count", friends.size())
                .param("id", guide.reconciliation())
                .param("user", guide.userId())
                .update();
    }

    /** These are listed, or were asked for. */
    void see(Guide guide, Collection<String> friends) {
        jdbc.sql("""
                insert into wecom_reconciliation_seen (reconciliation_id, user_id, external_user_id)
                select :id, :user, external from unnest(:friends::text[]) as friends (external) on conflict do nothing""")
                .param("id", guide.reconciliation())
                .param("user", guide.userId())
                .param("friends", friends.toArray(String[]::new))
                .update();
    }

    /** The platform does not go on from this page any more: from the first one again. */
    void readAgain(Guide guide) {
        jdbc.sql(
                        "update wecom_reconciliation_guide set page = null, friends = 0 where reconciliation_id = :id and user_id = :user")
                .param("id", guide.reconciliation())
                .param("user", guide.userId())
                .update();
    }

    /** Those of these who are on no page of the guide. */
    List<String> unseen(Guide guide, Collection<String> friends, int most) {
        return jdbc.sql("""
                select external from unnest(:friends::text[]) as friends (external)
                where not exists (select from wecom_reconciliation_seen seen
                                  where seen.reconciliation_id = :id and seen.user_id = :user and seen.external_user_id = external)
                order by external limit :most""")
                .param("friends", friends.toArray(String[]::new))
                .param("id", guide.reconciliation())
                .param("user", guide.userId())
                .param("most", most)
                .query(String.class)
                .list();
    }

    /** @param problem why nothing could be compared; absent when everything was */
    void done(Guide guide, @Nullable String problem) {
        jdbc.sql("delete from wecom_reconciliation_seen where reconciliation_id = :id and user_id = :user")
                .param("id", guide.reconciliation())
                .param("user", guide.userId())
                .update();
        jdbc.sql("""
                update wecom_reconciliation_guide set page = null, problem = :problem,
                    state = case when :problem::text is null then 'DONE' else 'SKIPPED' end
                where reconciliation_id = :id and user_id = :user""")
                .param("problem", problem)
                .param("id", guide.reconciliation())
                .param("user", guide.userId())
                .update();
    }

    private static Guide guide(ResultSet row, int number) throws SQLException {
        return new Guide(
                row.getLong("reconciliation_id"),
                row.getString("user_id"),
                row.getString("state").equals("COMPARING"),
                row.getString("page"),
                row.getObject("begun_at", OffsetDateTime.class).toInstant());
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
