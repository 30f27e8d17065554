package io.siyu.reach.channel.landing;

import io.siyu.foundation.job.PolledWork;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.code.Verification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Orders other verification behind the pictures of codes whose rules say so from this hour on; {@link ContactWayMaker} tells the platform.
 * When a code turns next is kept with it, so that nobody has to look at those that do not.
 */
@Component
class VerificationTurns implements PolledWork {

    private static final int AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final CodeRows codes;
    private final ContactWayStock stock;
    private final Verification verification;
    private final TransactionTemplate transaction;
    private final Clock clock;

    VerificationTurns(
            JdbcClient jdbc,
            CodeRows codes,
            ContactWayStock stock,
            Verification verification,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.codes = codes;
        this.stock = stock;
        this.verification = verification;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "channel.verification-turns";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean workOnce() {
        return Boolean.TRUE.equals(transaction.execute(status -> turn(clock.instant())));
    }

    private boolean turn(Instant now) {
        List<LiveCode> due = codes.all(claim(now));
        if (due.isEmpty()) {
            return false;
        }
        stock.reverify(due);
        jdbc.sql("""
                update channel_code c set verify_turn_at = turn.at
                from unnest(:codes::bigint[], :turns::timestamptz[]) turn(code, at) where c.id = turn.code""")
                .param("codes", due.stream().map(LiveCode::id).toArray(Long[]::new))
                .param("turns", due.stream().map(code -> nextTurn(code, now)).toArray(String[]::new))
                .update();
        return true;
    }

    /** Held until the transaction ends: an edit meanwhile waits, and is looked at anew. */
    private List<Long> claim(Instant now) {
        return jdbc.sql("""
                select id from channel_code where verify_turn_at <= :now and archived_at is null
                order by verify_turn_at limit :most for no key update skip locked""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", AT_ONCE)
                .query(Long.class)
                .list();
    }

    private @Nullable String nextTurn(LiveCode code, Instant now) {
        return verification
                .nextTurn(code, now)
                .map(turn -> OffsetDateTime.ofInstant(turn, ZoneOffset.UTC).toString())
                .orElse(null);
    }
}
