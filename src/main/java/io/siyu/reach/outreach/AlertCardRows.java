package io.siyu.reach.outreach;

import io.siyu.shared.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cards about alerts: one a person, kind, subject and day, whoever plans it. */
@Component
class AlertCardRows {

    private final JdbcClient jdbc;

    AlertCardRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Card(
            long id,
            long alertId,
            StaffId staff,
            String title,
            String about,
            @Nullable String link,
            int attempts,
            @Nullable Instant firstTriedAt) {}

    record Wanted(
            long alertId,
            String kind,
            String subject,
            String title,
            String about,
            @Nullable String link) {}

    boolean plan(Wanted card, StaffId staff, LocalDate day, Instant dueAt) {
        return jdbc.sql("""
                insert into outreach_card (alert_id, staff_id, kind, subject, day, state, title, about, link, due_at)
                values (:alert, :staff, :kind, :subject, :day, 'PLANNED', :title, :about, :link, :due)
                on conflict do nothing""")
                        .param("alert", card.alertId())
                        .param("staff", staff.value())
                        .param("kind", card.kind())
                        .param("subject", card.subject())
                        .param("day", day)
                        .param("title", card.title())
                        .param("about", card.about())
                        .param("link", card.link())
                        .param("due", utc(dueAt))
                        .update()
                == 1;
    }

    /** The next one that is due, or whose sender's lease ran out: the platform drops what it has delivered. */
    Optional<Card> take(Instant now, Instant lease) {
        return jdbc.sql("""
                update outreach_card set state = 'SENDING', due_at = :lease, attempts = attempts + 1,
                    first_tried_at = coalesce(first_tried_at, :now)
                where id = (select id from outreach_card where state in ('PLANNED', 'SENDING') and due_at <= :now
                    order by due_at, id limit 1 for update skip locked)
                returning *""")
                .param("now", utc(now))
                .param("lease", utc(lease))
                .query(AlertCardRows::card)
                .optional();
    }

    /** @param state SENT, DROPPED or FAILED */
    void end(long id, String state, Instant now, @Nullable String failure) {
        jdbc.sql("""
                update outreach_card set state = :state, failure = :failure,
                    sent_at = case when :state = 'SENT' then :now::timestamptz end
                where id = :id and state = 'SENDING'""")
                .param("id", id)
                .param("state", state)
                .param("failure", failure)
                .param("now", utc(now))
                .update();
    }

    void later(long id, Instant dueAt) {
        jdbc.sql("update outreach_card set state = 'PLANNED', due_at = :due where id = :id and state = 'SENDING'")
                .param("id", id)
                .param("due", utc(dueAt))
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Card card(ResultSet row, int number) throws SQLException {
        OffsetDateTime tried = row.getObject("first_tried_at", OffsetDateTime.class);
        return new Card(
                row.getLong("id"),
                row.getLong("alert_id"),
                new StaffId(row.getLong("staff_id")),
                row.getString("title"),
                row.getString("about"),
                row.getString("link"),
                row.getInt("attempts"),
                tried == null ? null : tried.toInstant());
    }
}
