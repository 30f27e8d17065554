package io.siyu.gateway.wecom.reconcile;

import io.siyu.gateway.wecom.KnownFriendships;
import io.siyu.gateway.wecom.KnownGroups;
import io.siyu.shared.CustomerId;
import io.siyu.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What reconciliations found, and what became of it. */
@Component
class Reports {

    private static final String RUNS = """
            select run.*, coalesce(guide.guides, 0) as guides, coalesce(guide.compared, 0) as compared,
                   coalesce(guide.skipped, 0) as skipped, coalesce(guide.friends, 0) as friends, coalesce(chat.chats, 0) as chats, coalesce(chat.compared, 0) as chats_compared
            from wecom_reconciliation run
            left join lateral (
                select count(*) as guides, count(*) filter (where state in ('DONE', 'SKIPPED')) as compared,
                       count(*) filter (where state = 'SKIPPED') as skipped, sum(friends) as friends
                from wecom_reconciliation_guide where reconciliation_id = run.id) guide on true
            left join lateral (
                select count(*) as chats, count(*) filter (where compared) as compared
                from wecom_reconciliation_group where reconciliation_id = run.id) chat on true
            """;

    private final JdbcClient jdbc;
    private final List<KnownFriendships> known;
    private final List<KnownGroups> groups;

    Reports(JdbcClient jdbc, List<KnownFriendships> known, List<KnownGroups> groups) {
        this.jdbc = jdbc;
        this.known = List.copyOf(known);
        this.groups = List.copyOf(groups);
    }

    enum State {
        RUNNING,
        STOPPED,
        DONE
    }

    /**
     * @param guides whose friends are compared; 0 until they are listed
     * @param compared how many of them are done with
     * @param skipped how many of those could not be compared
     * @param friends friendships that WeChat Work listed
     * @param problem why it waits, as kind and code
     * @param groups how many of them were missed, altogether
     * @param groupsListed how many are compared; 0 until they are listed
     * @param groupProblem why not all groups could be compared, or none
     */
    record Run(
            long id,
            Runs.Reason reason,
            String startedBy,
            State state,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String problem,
            long guides,
            long compared,
            long skipped,
            long friends,
            long added,
            long deleted,
            long tags,
            long groups,
            long groupsListed,
            long groupsCompared,
            @Nullable String groupProblem) {}

    /** How much of what was found is still to be taken in, and how much could not be. */
    record Repair(long waiting, long failed) {}

    /** A guide whose friends could not be compared. */
    record Skipped(String userId, @Nullable String name, String problem) {}

    enum Outcome {
        repaired,
        waiting,
        failed
    }

    /**
     * What was missed of a friendship, or of a group.
     *
     * @param customer who it is to us; absent while nobody
     * @param group what it is called; absent when we do not know
     */
    record Finding(
            long id,
            Kind kind,
            String userId,
            @Nullable String guide,
            @Nullable String externalUserId,
            @Nullable Long customer,
            @Nullable String chatId,
            @Nullable String group,
            Instant foundAt,
            long callback,
            Outcome outcome) {}

    private record Row(
            long id,
            Kind kind,
            String userId,
            @Nullable String externalUserId,
            @Nullable String chatId,
            Instant foundAt,
            long callback,
            Outcome outcome) {}

    Slice<Run> latest(@Nullable Long after, int size) {
        List<Run> found = jdbc.sql(
                        RUNS + "where :after::bigint is null or run.id < :after order by run.id desc limit :size")
                .param("after", after)
                .param("size", size + 1)
                .query(Reports::run)
                .list();
        return Slice.of(found, size, run -> Long.toString(run.id()));
    }

    Optional<Run> find(long id) {
        return jdbc.sql(RUNS + "where run.id = :id")
                .param("id", id)
                .query(Reports::run)
                .optional();
    }

    Repair repair(long id) {
        return jdbc.sql("""
                select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'dead') as failed
                from wecom_inbox where state in ('waiting', 'dead') and fields ->> 'Reconciliation' = :id""").param("id", Long.toString(id)).query(Repair.class).single();
    }

    List<Skipped> skipped(long id) {
        return jdbc
                .sql("""
                select user_id, problem from wecom_reconciliation_guide
                where reconciliation_id = :id and state = 'SKIPPED' order by user_id limit 200""")
                .param("id", id)
                .query((row, number) ->
                        new Skipped(row.getString("user_id"), null, String.valueOf(row.getString("problem"))))
                .list()
                .stream()
                .map(one -> new Skipped(one.userId(), name(one.userId()), one.problem()))
                .toList();
    }

    Slice<Finding> findings(long id, @Nullable Kind kind, @Nullable Long after, int size) {
        List<Row> rows = jdbc.sql("""
                select finding.*, inbox.state from wecom_reconciliation_finding finding
                left join wecom_inbox inbox on inbox.id = finding.inbox_id
                where finding.reconciliation_id = :id and (:kind::text is null or finding.kind = :kind)
                  and (:after::bigint is null or finding.id > :after)
                order by finding.id limit :size""")
                .param("id", id)
                .param("kind", kind == null ? null : kind.name())
                .param("after", after)
                .param("size", size + 1)
                .query(Reports::row)
                .list();
        Map<String, CustomerId> customers = new HashMap<>();
        List<String> externals = rows.stream()
                .map(Row::externalUserId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        known.forEach(one -> customers.putAll(one.customers(externals)));
        Map<String, String> called = called(rows);
        Map<String, String> names = new HashMap<>();
        rows.stream()
                .map(Row::userId)
                .distinct()
                .forEach(user -> Optional.ofNullable(name(user)).ifPresent(name -> names.put(user, name)));
        List<Finding> findings = rows.stream()
                .map(row -> new Finding(
                        row.id(),
                        row.kind(),
                        row.userId(),
                        names.get(row.userId()),
                        row.externalUserId(),
                        Optional.ofNullable(row.externalUserId())
                                .map(customers::get)
                                .map(CustomerId::value)
                                .orElse(null),
                        row.chatId(),
                        Optional.ofNullable(row.chatId()).map(called::get).orElse(null),
                        row.foundAt(),
                        row.callback(),
                        row.outcome()))
                .toList();
        return Slice.of(findings, size, finding -> Long.toString(finding.id()));
    }

    private Map<String, String> called(List<Row> rows) {
        List<String> chats = rows.stream()
                .map(Row::chatId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<String, String> called = new HashMap<>();
        groups.forEach(one -> called.putAll(one.names(chats)));
        return called;
    }

    private @Nullable String name(String userId) {
        return known.stream()
                .map(one -> one.employee(userId).orElse(null))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Run run(ResultSet row, int number) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Run(
                row.getLong("id"),
                Runs.Reason.valueOf(row.getString("reason")),
                row.getString("started_by"),
                State.valueOf(row.getString("state")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getString("problem"),
                row.getLong("guides"),
                row.getLong("compared"),
                row.getLong("skipped"),
                row.getLong("friends"),
                row.getLong("added"),
                row.getLong("deleted"),
                row.getLong("tags"),
                row.getLong("groups_missed"),
                row.getLong("chats"),
                row.getLong("chats_compared"),
                row.getString("group_problem"));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        String state = row.getString("state");
        Outcome outcome = switch (state == null ? "done" : state) {
            case "waiting" -> Outcome.waiting;
            case "dead" -> Outcome.failed;
            default -> Outcome.repaired;
        };
        return new Row(
                row.getLong("id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("user_id"),
                row.getString("external_user_id"),
                row.getString("chat_id"),
                row.getObject("found_at", OffsetDateTime.class).toInstant(),
                row.getLong("inbox_id"),
                outcome);
    }
}
