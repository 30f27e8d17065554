package io.siyu.reach.channel.landing;

import io.siyu.foundation.job.PolledWork;
import io.siyu.reach.channel.code.CodeRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes room when contact ways run short: those that were lent to nobody for a month are taken back, the longest unused first. Their codes go
 * on by the common ones, and get new ones when there is room again and somebody scans them.
 */
@Component
class ContactWayReclaim implements PolledWork {

    static final Duration IDLE = Duration.ofDays(30);

    private static final Duration LATELY = Duration.ofHours(2);
    private static final int AT_ONCE = 1_000;

    private final ContactWayRoom room;
    private final ContactWayStock stock;
    private final CodeRows codes;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ContactWayReclaim(
            ContactWayRoom room,
            ContactWayStock stock,
            CodeRows codes,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.room = room;
        this.stock = stock;
        this.codes = codes;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "channel.contact-ways-reclaim";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public boolean workOnce() {
        if (room.scarce(room.kept())) {
            return takeBack() > 0;
        }
        lacking().forEach(code -> transaction.executeWithoutResult(status -> orderAgain(code)));
        return false;
    }

    private void orderAgain(long code) {
        if (!codes.lockOpen(List.of(code)).isEmpty()) {
            stock.order(codes.all(List.of(code)));
        }
    }

    /** @return how many */
    int takeBack() {
        Instant now = clock.instant();
        return jdbc.sql("""
                update channel_state set status = 'RETIRED', due_at = :due where id in (
                    select s.id from channel_state s join channel_code c on c.id = s.code_id
                    where s.kind = 'LEASED' and s.status = 'READY' and coalesce(s.leased_at, c.created_at) < :idle
                        and (s.leased_until is null or s.leased_until <= :now)
                    order by coalesce(s.leased_at, c.created_at), s.id limit :most for update of s skip locked)""")
                .param("due", now.plus(ContactWayStock.FAREWELL).atOffset(ZoneOffset.UTC))
                .param("idle", now.minus(IDLE).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", AT_ONCE)
                .update();
    }

    private List<Long> lacking() {
        return jdbc.sql("""
                select distinct v.code_id from channel_visit v join channel_code c on c.id = v.code_id
                where v.at >= :since and c.mode = 'LANDING' and c.archived_at is null and not exists (
                    select 1 from channel_state s where s.code_id = c.id and s.kind = 'LEASED'
                        and s.status not in ('RETIRED', 'DELETED'))
                limit :most""")
                .param("since", clock.instant().minus(LATELY).atOffset(ZoneOffset.UTC))
                .param("most", AT_ONCE)
                .query(Long.class)
                .list();
    }
}
