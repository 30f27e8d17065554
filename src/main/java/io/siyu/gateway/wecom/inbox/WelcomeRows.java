package io.siyu.gateway.wecom.inbox;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.WelcomeResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The welcomes of the inbox and who works on them. Every method is one statement that commits. */
@Component
class WelcomeRows {

    /** For getting ready: who it is takes two seconds at most. */
    private static final Duration LEASE = Duration.ofSeconds(8);

    /** Longer than a call can take and longer than the code lives: while one sends, nobody else does. */
    private static final Duration SENDING_LEASE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Inbox inbox;
    private final Clock clock;

    WelcomeRows(JdbcClient jdbc, Inbox inbox, Clock clock) {
        this.jdbc = jdbc;
        this.inbox = inbox;
        this.clock = clock;
    }

    /**
     * @param claim proves that the row is still ours
     * @param maybeSent whether an earlier attempt got as far as sending, and did not learn that it was in vain
     */
    record Claimed(Callback callback, long claim, boolean maybeSent) {}

    Instant now() {
        return clock.instant();
    }

    Optional<Claimed> claim() {
        return jdbc.sql("""
                update wecom_inbox set welcome_attempts = welcome_attempts + 1, welcome_next_at = :lease
                where id = (select due.id from wecom_inbox due
                            where due.welcome_state = 'due' and due.welcome_next_at <= :now
                            order by due.welcome_next_at limit 1
                            for update of due skip locked)
                returning id, fields, received_at, welcome_attempts, welcome_maybe_sent""")
                .param("lease", at(now().plus(LEASE)))
                .param("now", at(now()))
                .query((row, number) -> new Claimed(
                        inbox.callback(row), row.getLong("welcome_attempts"), row.getBoolean("welcome_maybe_sent")))
                .optional();
    }

    /** @return false when somebody else has taken the row over, and the caller must not send */
    boolean sending(Claimed claimed) {
        return jdbc.sql("""
                update wecom_inbox set welcome_maybe_sent = true, welcome_next_at = :lease
                where id = :id and welcome_attempts = :claim and welcome_state = 'due'""")
                        .param("lease", at(now().plus(SENDING_LEASE)))
                        .param("id", claimed.callback().id())
                        .param("claim", claimed.claim())
                        .update()
                == 1;
    }

    /** See {@link Inbox#giveWay}. */
    void giveWay() {
        inbox.giveWay();
    }

    void sent(Collection<Claimed> some) {
        List<Claimed> claimed = some.stream()
                .sorted(Comparator.comparing(one -> one.callback().id()))
                .toList();
        jdbc.sql("""
                update wecom_inbox i set welcome_state = 'done', welcome_outcome = :result, welcome_error = null,
                    welcome_next_at = :now
                from unnest(:ids::bigint[], :claims::bigint[]) as mine (id, claim)
                where i.id = mine.id and i.welcome_attempts = mine.claim""")
                .param("result", WelcomeResult.SENT.name())
                .param("now", at(now()))
                .param("ids", claimed.stream().map(one -> one.callback().id()).toArray(Long[]::new))
                .param("claims", claimed.stream().map(Claimed::claim).toArray(Long[]::new))
                .update();
    }

    /** @param result absent when nobody wanted to greet */
    void done(Claimed claimed, @Nullable WelcomeResult result) {
        end(claimed, "done", result, null, now(), false);
    }

    /**
     * @param again when to try again; absent when there is no more time
     * @param inVain it is known that this attempt sent nothing
     */
    void failed(Claimed claimed, String error, @Nullable Instant again, boolean inVain) {
        end(claimed, again == null ? "failed" : "due", null, error, again == null ? now() : again, inVain);
    }

    private void end(
            Claimed claimed,
            String state,
            @Nullable WelcomeResult result,
            @Nullable String error,
            Instant next,
            boolean inVain) {
        jdbc.sql("""
                update wecom_inbox set welcome_state = :state, welcome_outcome = :result, welcome_error = :error,
                    welcome_next_at = :next,
                    welcome_maybe_sent = case when :inVain then :before else welcome_maybe_sent end
                where id = :id and welcome_attempts = :claim""")
                .param("state", state)
                .param("result", result == null ? null : result.name())
                .param("error", error)
                .param("next", at(next))
                .param("inVain", inVain)
                .param("before", claimed.maybeSent())
                .param("id", claimed.callback().id())
                .param("claim", claimed.claim())
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
