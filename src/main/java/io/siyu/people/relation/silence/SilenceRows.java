package io.siyu.people.relation.silence;

import io.siyu.shared.StaffId;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many silent customers each guide had when they were counted last. */
@Component
class SilenceRows {

    private static final Duration AGAIN = Duration.ofHours(1);

    /** Whoever claimed and did not come back by then is dead. */
    private static final Duration LAPSES = Duration.ofMinutes(10);

    private final JdbcClient jdbc;

    SilenceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A guide with silent customers. */
    record Guide(long id, String name, long silent, int days) {}

    /**
     * @param days without a deed
     * @param least from how many silent customers on a guide is told of
     * @param today when the brand's day began
     */
    record Wanted(int days, int least, Instant today, Instant now) {}

    /** @param claimedAt when a node began to count them that has not ended yet; absent: none does */
    record Due(long staffId, @Nullable OffsetDateTime claimedAt) {

        StaffId staff() {
            return new StaffId(staffId);
        }
    }

    List<Guide> withSilent(int least) {
        return jdbc.sql("""
                select m.id, m.name, s.silent, s.days from relation_silence s join staff_member m on m.id = s.staff_id and m.active
                where s.silent >= :least order by m.id""").param("least", least).query(Guide.class).list();
    }

    /**
     * Guides who were not counted today, or for another number of days. By the hour only those whose alert a few deeds of their customers
     * can end: others get below the least number, or to it, when the day turns.
     */
    List<Due> due(Wanted wanted, int limit) {
        return jdbc.sql("""
                select m.id as staff_id, s.claimed_at from staff_member m left join relation_silence s on s.staff_id = m.id
                where m.active
                  and (s.counted_at is null or s.days <> :days or s.counted_at < :today
                      or (s.silent between :least and 2 * :least and s.counted_at < :hourAgo))
                  and (s.claimed_at is null or s.claimed_at < :lapsed)
                  and (s.silent > 0
                      or exists (select from customer_customer c where c.owner_staff_id = m.id and c.merged_into is null))
                order by s.counted_at nulls first, m.id limit :limit""")
                .param("days", wanted.days())
                .param("least", wanted.least())
                .param("today", wanted.today().atOffset(ZoneOffset.UTC))
                .param("hourAgo", wanted.now().minus(AGAIN).atOffset(ZoneOffset.UTC))
                .param("lapsed", wanted.now().minus(LAPSES).atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(Due.class)
                .list();
    }

    /** Whether this node counts them: another one may have been faster. */
    boolean claim(Due due, int days, Instant now) {
        return jdbc.sql("""
                insert into relation_silence (staff_id, days, silent, claimed_at) values (:staff, :days, 0, :now)
                on conflict (staff_id) do update set claimed_at = :now
                    where relation_silence.claimed_at is not distinct from :before::timestamptz""")
                        .param("staff", due.staffId())
                        .param("days", days)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("before", due.claimedAt(), Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
    }

    void write(StaffId staff, int days, long silent, Instant now) {
        jdbc.sql("""
                update relation_silence set days = :days, silent = :silent, counted_at = :now, claimed_at = null
                where staff_id = :staff""")
                .param("days", days)
                .param("silent", silent)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("staff", staff.value())
                .update();
    }
}
