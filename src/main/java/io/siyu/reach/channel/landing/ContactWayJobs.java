package io.siyu.reach.channel.landing;

import io.siyu.gateway.wecom.ContactWay;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Contact ways that are to be made, found again, told anew or taken down, one after the other: what {@link ContactWayStock} ordered. */
@Component
class ContactWayJobs {

    /** A visitor waits for it. */
    static final int AWAITED = 0;

    /** A code cannot do without it. */
    static final int NEEDED = 1;

    /** Lent to one scan at a time; without it an add does not name its scan. */
    static final int SPARE = 2;

    private static final Duration LEASE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final Clock clock;

    ContactWayJobs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One contact way to be made, found again or taken down. */
    record Job(
            long id,
            long codeId,
            String kind,
            String status,
            long staff,
            String state,
            boolean skipVerify,
            @Nullable String configId,
            int attempts,
            boolean awaited,
            String codeName) {}

    /**
     * The next job; an order is marked as being called, so that a crash from here on is noticed. The platform's own code comes after its
     * guides' ways: only who has one can be behind it.
     */
    Optional<Job> claim() {
        return claim("""
                (s.status in ('INTENT', 'CALLING', 'FAILED') or (s.status = 'READY' and s.outdated))
                    and (s.kind <> 'DIRECT' or s.status <> 'INTENT' or not exists (
                        select from channel_state o where o.code_id = s.code_id and o.kind = 'COMMON'
                            and o.status in ('INTENT', 'CALLING') and o.failure is null))""", "s.rank, s.due_at, s.id");
    }

    /** The next that is to be taken down. */
    Optional<Job> farewell() {
        return claim("s.status = 'RETIRED'", "s.due_at, s.id");
    }

    private Optional<Job> claim(String which, String order) {
        return jdbc.sql("""
                with next as (
                    select s.id, s.status, c.name from channel_state s join channel_code c on c.id = s.code_id
                    where %s and s.due_at <= :now order by %s limit 1 for update of s skip locked)
                update channel_state s set due_at = :due, attempts = attempts + 1,
                    status = case when s.status in ('INTENT', 'FAILED') then 'CALLING' else s.status end
                from next where s.id = next.id
                returning s.*, next.status as was, next.name""".formatted(which, order))
                .param("now", now())
                .param("due", clock.instant().plus(LEASE).atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Job(
                        row.getLong("id"),
                        row.getLong("code_id"),
                        row.getString("kind"),
                        row.getString("was"),
                        row.getLong("staff_id"),
                        row.getString("state"),
                        row.getBoolean("skip_verify"),
                        row.getString("config_id"),
                        row.getInt("attempts") - 1,
                        row.getInt("rank") == AWAITED,
                        row.getString("name")))
                .optional();
    }

    /** One that was retired meanwhile is only remembered, to be taken down. */
    void ready(Job job, ContactWay way) {
        jdbc.sql("""
                update channel_state set status = case status when 'CALLING' then 'READY' else status end,
                    config_id = :config, qr_url = :url, failure = null, rank = greatest(rank, :needed),
                    due_at = case status when 'CALLING' then :now else due_at end
                where id = :id and status in ('CALLING', 'RETIRED')""")
                .param("id", job.id())
                .param("needed", NEEDED)
                .param("now", now())
                .param("config", way.configId())
                .param("url", way.qrCodeUrl())
                .update();
    }

    /** @param status INTENT to make it again, CALLING to look for it again, FAILED to show why not */
    void later(Job job, String status, Duration wait, @Nullable String failure) {
        jdbc.sql("""
                update channel_state set status = :status, due_at = :due, failure = :failure, rank = greatest(rank, :needed)
                where id = :id and status = 'CALLING'""")
                .param("id", job.id())
                .param("status", status)
                .param("needed", NEEDED)
                .param("due", clock.instant().plus(wait).atOffset(ZoneOffset.UTC))
                .param("failure", failure)
                .update();
    }

    /** The platform was told; where it has changed once more meanwhile, it is told again at once. */
    void verified(Job job) {
        jdbc.sql("""
                update channel_state set outdated = skip_verify <> :skipVerify, attempts = 0, failure = null, due_at = :now
                where id = :id and status = 'READY'""")
                .param("now", now())
                .param("id", job.id())
                .param("skipVerify", job.skipVerify())
                .update();
    }

    /** The old verification stays for a while longer. */
    void verifyLater(Job job, Duration wait, String failure) {
        jdbc.sql("update channel_state set due_at = :due, failure = :failure where id = :id and status = 'READY'")
                .param("id", job.id())
                .param("due", clock.instant().plus(wait).atOffset(ZoneOffset.UTC))
                .param("failure", failure)
                .update();
    }

    void deleted(Job job) {
        jdbc.sql("update channel_state set status = 'DELETED' where id = :id and status = 'RETIRED'")
                .param("id", job.id())
                .update();
    }

    /** The ways at the platform that no row of ours names: among them is one whose answer was lost. */
    List<String> unknownAmong(List<String> configIds) {
        Set<String> known = Set.copyOf(
                jdbc.sql("select config_id from channel_state where config_id is not null and status <> 'DELETED'")
                        .query(String.class)
                        .list());
        return configIds.stream().filter(id -> !known.contains(id)).toList();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
