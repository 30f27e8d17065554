package io.siyu.reach.channel.link;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.AcquisitionLinks;
import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.WeComException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many friends may still be won by acquisition links, as the platform says; asked while a code uses them. */
@Component
class LinkQuota implements PolledWork {

    private static final Duration OFTEN = Duration.ofMinutes(1);
    private static final Duration SELDOM = Duration.ofMinutes(1);
    /** Below it is asked often. */
    private static final long LITTLE = 200;

    private final AcquisitionLinks links;
    private final JdbcClient jdbc;
    private final Clock clock;

    LinkQuota(AcquisitionLinks links, JdbcClient jdbc, Clock clock) {
        this.links = links;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param askedAt absent: never
     * @param failure why it could not be asked: then no link is used
     */
    record Standing(
            long total,
            long balance,
            @Nullable Instant askedAt,
            @Nullable String failure) {

        boolean usable() {
            return askedAt != null && failure == null && balance > 0;
        }
    }

    Standing standing() {
        return jdbc.sql("select total, balance, asked_at, failure from channel_link_quota")
                .query((row, number) -> standing(row))
                .single();
    }

    @Override
    public String name() {
        return "channel.link-quota";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(5);
    }

    @Override
    public boolean workOnce() {
        Instant now = clock.instant();
        if (!claim(now)) {
            return false;
        }
        try {
            CallLane.OPERATOR.run(() -> keep(links.quota(), clock.instant()));
        } catch (WeComException e) {
            jdbc.sql("update channel_link_quota set failure = :failure, due_at = :due")
                    .param("failure", e.word())
                    .param("due", now.plus(OFTEN).atOffset(ZoneOffset.UTC))
                    .update();
        }
        return false;
    }

    /** Only while links are there to be used; a link that is new waits for the next minute at most. */
    private boolean claim(Instant now) {
        return jdbc.sql("""
                update channel_link_quota set due_at = :again where due_at <= :now and exists (
                    select 1 from channel_state where kind = 'LINK' and status = 'READY')""")
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("again", now.plus(OFTEN).atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private void keep(AcquisitionLinks.Quota quota, Instant now) {
        jdbc.sql("""
                update channel_link_quota set total = :total, balance = :balance, asked_at = :now, due_at = :due, failure = null""")
                .param("total", quota.total())
                .param("balance", quota.balance())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param(
                        "due",
                        now.plus(quota.balance() < LITTLE ? OFTEN : SELDOM).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getLong("total"),
                row.getLong("balance"),
                Optional.ofNullable(row.getTimestamp("asked_at"))
                        .map(Timestamp::toInstant)
                        .orElse(null),
                row.getString("failure"));
    }
}
