package io.siyu.people.relation.silence;

import io.siyu.shared.StaffId;
import java.sql.Types;
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

    private final JdbcClient jdbc;

    SilenceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A guide with silent customers. */
    record Guide(long id, String name, long silent, int days) {}

    /** @param countedAt absent: never */
    record Due(long staffId, @Nullable OffsetDateTime countedAt) {

        StaffId staff() {
            return new StaffId(staffId);
        }
    }

    List<Guide> withSilent() {
        return jdbc.sql("""
                select m.id, m.name, s.silent, s.days from relation_silence s join staff_member m on m.id = s.staff_id and m.active
                where s.silent > 0 order by m.id""").query(Guide.class).list();
    }

    /** Guides who were not counted today, or for another number of days; who had silent customers is counted again by the hour. */
    List<Due> due(int days, Instant today, Instant hourAgo, int limit) {
        return jdbc.sql("""
                select m.id as staff_id, s.counted_at from staff_member m left join relation_silence s on s.staff_id = m.id
                where m.active
                  and (s.staff_id is null or s.days <> :days or s.counted_at < :today or (s.silent > 0 and s.counted_at < :hourAgo))
                  and (s.silent > 0
                      or exists (select from customer_customer c where c.owner_staff_id = m.id and c.merged_into is null))
                order by s.counted_at nulls first, m.id limit :limit""")
                .param("days", days)
                .param("today", today.atOffset(ZoneOffset.UTC))
                .param("hourAgo", hourAgo.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(Due.class)
                .list();
    }

    /** Whether this node counts them: another one may have been faster. Until the caller's transaction ends. */
    boolean claim(Due due, int days, Instant now) {
        return jdbc.sql("""
                insert into relation_silence (staff_id, days, silent, counted_at) values (:staff, :days, 0, :now)
                on conflict (staff_id) do update set days = :days, counted_at = :now where relation_silence.counted_at = :before::timestamptz""")
                        .param("staff", due.staffId())
                        .param("days", days)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("before", due.countedAt(), Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
    }

    void write(StaffId staff, long silent) {
        jdbc.sql("update relation_silence set silent = :silent where staff_id = :staff")
                .param("silent", silent)
                .param("staff", staff.value())
                .update();
    }
}
