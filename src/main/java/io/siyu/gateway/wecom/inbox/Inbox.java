package io.siyu.gateway.wecom.inbox;

import io.siyu.gateway.wecom.Callback;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the inbox and who works on their steps. Every method is one statement, which commits unless the caller has a transaction. */
@Component
class Inbox {

    /** Longer than a step may take; a row whose worker died is taken over after it. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    /** A greeting that nobody began for so long is behind; after so long it would come too late, and holds nothing up. */
    private static final Duration BEHIND = Duration.ofSeconds(1);

    private static final Duration HOPELESS = Duration.ofSeconds(15);

    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ContactsOnce contacts;
    private final Clock clock;

    Inbox(JdbcClient jdbc, JsonMapper json, ContactsOnce contacts, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.contacts = contacts;
        this.clock = clock;
    }

    /**
     * A row that is ours for the length of the lease.
     *
     * @param claim proves that it still is
     * @param attempt 1 for the first; those whose worker died do not count
     * @param interruptions how many workers have died over it
     * @param done the steps that were done by an earlier attempt
     */
    record Claimed(Callback callback, long claim, int attempt, int interruptions, List<String> done) {}

    /** @param steps all that are done; none when nobody wanted it */
    record Finished(Claimed claimed, List<String> steps) {}

    Instant now() {
        return clock.instant();
    }

    /**
     * The next due rows with which nothing has gone wrong so far and whose relation has no unfinished older one; none while greetings are
     * behind, because a welcome code lives twenty seconds and everything else can wait that long.
     */
    List<Claimed> claim(int most) {
        return claim(most, false);
    }

    /** The same of those that failed, or that a worker died over: one, which may take as long as its lease, or cost another life. */
    Optional<Claimed> claimTroubled() {
        return claim(1, true).stream().findFirst();
    }

    /** Two texts and not two parameters: the plan is made once for each. */
    private List<Claimed> claim(int most, boolean troubled) {
        return jdbc.sql("""
                with due as materialized (
                    select due.id from wecom_inbox due
                    where due.state = 'waiting' and due.next_attempt_at <= :now
                      and %s (due.attempts > 0 or due.interruptions > 0 or due.held or due.steps <> '{}')
                      and not exists (select 1 from wecom_inbox older
                                      where older.relation = due.relation and older.id < due.id and older.state = 'waiting')
                      and not exists (select 1 from wecom_inbox greeting
                                      where greeting.welcome_state = 'due' and greeting.welcome_next_at between :hopeless and :behind)
                    order by due.next_attempt_at limit %d
                    for update of due skip locked)
                update wecom_inbox i set claim = i.claim + 1, next_attempt_at = :lease, held = true,
                    interruptions = i.interruptions + case when i.held then 1 else 0 end
                from due where i.id = due.id
                returning i.id, i.fields, i.received_at, i.claim, i.attempts, i.interruptions, i.steps""".formatted(troubled ? "" : "not", most))
                .param("lease", at(now().plus(LEASE)))
                .param("now", at(now()))
                .param("behind", at(now().minus(BEHIND)))
                .param("hopeless", at(now().minus(HOPELESS)))
                .query(this::claimed)
                .list();
    }

    /**
     * Whose turn comes late: the lease begins anew.
     *
     * @return false when it is not ours any more
     */
    boolean begin(Claimed claimed) {
        return jdbc.sql("""
                update wecom_inbox set next_attempt_at = :lease where id = :id and claim = :claim and state = 'waiting'""")
                        .param("lease", at(now().plus(LEASE)))
                        .param("id", claimed.callback().id())
                        .param("claim", claimed.claim())
                        .update()
                == 1;
    }

    /**
     * In a transaction about many people: it gives way to whoever it meets before the database looks for circles, which it does after a
     * second, so that it is never somebody else who fails.
     */
    void giveWay() {
        jdbc.sql("select set_config('lock_timeout', '900ms', true)")
                .query(String.class)
                .single();
    }

    /**
     * Inside the transaction that runs the step: false when somebody else did it, or has taken the row over.
     * The row stays locked until the end, so that nobody can take it over in between.
     */
    boolean markStep(Claimed claimed, String step) {
        return jdbc.sql("""
                update wecom_inbox set steps = array_append(steps, :step)
                where id = :id and claim = :claim and state = 'waiting' and :step <> all (steps)""")
                        .param("id", claimed.callback().id())
                        .param("claim", claimed.claim())
                        .param("step", step)
                        .update()
                == 1;
    }

    /** @return false when somebody has taken one of the rows over */
    boolean finish(List<Finished> all) {
        return jdbc.sql("""
                update wecom_inbox i
                set state = case when cardinality(d.steps) = 0 then 'ignored' else 'done' end, finished_at = :now,
                    failed_step = null, error = null, held = false, fields = d.fields, steps = d.steps
                from jsonb_to_recordset(:done::jsonb) as d (id bigint, claim bigint, fields jsonb, steps text[])
                where i.id = d.id and i.claim = d.claim and i.state = 'waiting'""")
                        .param("now", at(now()))
                        .param(
                                "done",
                                json.writeValueAsString(
                                        all.stream().map(Kept::of).toList()))
                        .update()
                == all.size();
    }

    /** What stays of a row that is finished. */
    private record Kept(long id, long claim, Map<String, String> fields, List<String> steps) {

        static Kept of(Finished one) {
            Callback callback = one.claimed().callback();
            return new Kept(callback.id(), one.claimed().claim(), KeptFields.of(callback.fields()), one.steps());
        }
    }

    /** @param again when to try again; absent when this was the last time */
    void fail(Claimed claimed, String step, String error, @Nullable Instant again) {
        jdbc.sql("""
                update wecom_inbox set state = :state, next_attempt_at = coalesce(:again, next_attempt_at),
                    failed_step = :step, error = :error, held = false, attempts = attempts + 1
                where id = :id and claim = :claim""")
                .param("state", again == null ? "dead" : "waiting")
                .param("again", again == null ? null : at(again), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("step", step)
                .param("error", error)
                .param("id", claimed.callback().id())
                .param("claim", claimed.claim())
                .update();
    }

    private Claimed claimed(ResultSet row, int number) throws SQLException {
        String[] done = (String[]) row.getArray("steps").getArray();
        return new Claimed(
                callback(row),
                row.getLong("claim"),
                row.getInt("attempts") + 1,
                row.getInt("interruptions"),
                List.of(done));
    }

    /** Of a row with id, fields and received_at. */
    Callback callback(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        return new Callback(
                id,
                json.readValue(row.getString("fields"), FIELDS),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                (externalUserId, atMost) -> contacts.of(id, externalUserId, atMost));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
