package io.siyu.people.relation;

import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Guides who are owed a message about the leads they have: one for all that they got within a moment. */
@Component
public class LeadLetters {

    /** A list is dealt some hundred at a time. */
    private static final Duration GATHERED = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    LeadLetters(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param leads how many they have to call */
    public record Letter(StaffId staff, Instant wantedAt, long leads, int attempts, Instant firstTriedAt) {}

    /** They got leads, or have lost the way to them. */
    public void want(Collection<StaffId> guides) {
        Instant now = clock.instant();
        jdbc.sql("""
                insert into relation_lead_letter (staff_id, wanted_at, due_at)
                select guide, :now, :due from unnest(:guides::bigint[]) as guide order by guide
                on conflict (staff_id) do update set wanted_at = excluded.wanted_at""")
                .param("now", utc(now))
                .param("due", utc(now.plus(GATHERED)))
                .param("guides", guides.stream().map(StaffId::value).distinct().toArray(Long[]::new))
                .update();
    }

    /** The next one that is due; nobody else takes it before the lease ends. */
    public Optional<Letter> take(Instant now, Instant lease) {
        return jdbc.sql("""
                update relation_lead_letter set due_at = :lease, attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, :now)
                where staff_id = (select staff_id from relation_lead_letter where due_at <= :now
                    order by due_at, staff_id limit 1 for update skip locked)
                returning *, (select count(*) from relation_lead l
                    where l.staff_id = relation_lead_letter.staff_id and l.state in ('ASSIGNED', 'CONTACTED')) as leads""")
                .param("now", utc(now))
                .param("lease", utc(lease))
                .query((row, number) -> new Letter(
                        new StaffId(row.getLong("staff_id")),
                        row.getObject("wanted_at", OffsetDateTime.class).toInstant(),
                        row.getLong("leads"),
                        row.getInt("attempts"),
                        row.getObject("first_tried_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    public void later(Letter letter, Instant due) {
        jdbc.sql("update relation_lead_letter set due_at = :due where staff_id = :staff")
                .param("due", utc(due))
                .param("staff", letter.staff().value())
                .update();
    }

    /** Sent, or in vain. Whoever got more leads meanwhile is written to again. */
    public void done(Letter letter) {
        int gone = jdbc.sql("delete from relation_lead_letter where staff_id = :staff and wanted_at = :wanted")
                .param("staff", letter.staff().value())
                .param("wanted", utc(letter.wantedAt()))
                .update();
        if (gone == 0) {
            jdbc.sql("""
                    update relation_lead_letter set due_at = :due, attempts = 0, first_tried_at = null where staff_id = :staff""")
                    .param("due", utc(clock.instant().plus(GATHERED)))
                    .param("staff", letter.staff().value())
                    .update();
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
