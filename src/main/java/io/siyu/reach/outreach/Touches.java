package io.siyu.reach.outreach;

import io.siyu.people.staff.StaffMember;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The record of touches. Every change of state is conditional on the state before, so that of two who act at once one wins. */
@Component
class Touches {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Touches(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A touch on its way to the guide. */
    record Planned(
            long id,
            CustomerId customer,
            @Nullable StaffId staff,
            String purpose,
            String kind,
            String content,
            String reason,
            String token,
            int attempts,
            Instant plannedAt,
            @Nullable LocalDate budgetDay) {}

    Optional<Long> insert(Touch touch, Instant now) {
        return jdbc.sql("""
                insert into outreach_touch
                    (customer_id, staff_id, purpose, kind, content, reason, dedupe_key, token, state, planned_at, due_at)
                values (:customer, :staff, :purpose, :kind, :content, :reason, :key, :token, 'PLANNED', :now, :now)
                on conflict (dedupe_key) do nothing returning id""")
                .param("customer", touch.customer().value())
                .param("staff", valueOf(touch.staff()))
                .param("purpose", touch.purpose().name())
                .param("kind", touch.kind().name())
                .param("content", touch.content())
                .param("reason", touch.reason())
                .param("key", touch.dedupeKey())
                .param("token", RandomCode.letters(26))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    TouchResult answerTo(String dedupeKey) {
        return jdbc.sql("select id, state, suppressed_reason from outreach_touch where dedupe_key = :key")
                .param("key", dedupeKey)
                .query((row, number) -> answer(row))
                .single();
    }

    void insertWelcome(WelcomeOutcome outcome) {
        jdbc.sql("""
                insert into outreach_touch (customer_id, staff_id, store_id, purpose, kind, content, reason, dedupe_key, token,
                    state, evidence, planned_at, due_at, sent_at, finished_at)
                values (:customer, :staff, :store, 'SERVICE', 'WELCOME', :content, :reason, :key, :token, :state,
                    :evidence::jsonb, :at, :at, case when :state = 'SENT' then :at end, :at)
                on conflict (dedupe_key) do nothing""")
                .param("customer", outcome.customer().value())
                .param("staff", valueOf(outcome.staff()))
                .param("store", outcome.store() == null ? null : outcome.store().value())
                .param("content", outcome.text())
                .param("reason", outcome.reason())
                .param("key", outcome.dedupeKey())
                .param("token", RandomCode.letters(26))
                .param("state", outcome.state().name())
                .param("evidence", json.writeValueAsString(outcome.evidence()))
                .param("at", outcome.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean welcomed(CustomerId customer, StaffId staff, Instant since) {
        return jdbc.sql("""
                select exists (select 1 from outreach_touch
                where customer_id = :customer and staff_id = :staff and kind = 'WELCOME' and planned_at >= :since)""")
                .param("customer", customer.value())
                .param("staff", staff.value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    void plan(long id, StaffMember guide, Instant dueAt, @Nullable LocalDate budgetDay, Map<String, Object> evidence) {
        jdbc.sql("""
                update outreach_touch set staff_id = :staff, store_id = :store, due_at = :dueAt, budget_day = :day,
                    evidence = :evidence::jsonb
                where id = :id and state = 'PLANNED'""")
                .param("id", id)
                .param("staff", guide.id().value())
                .param("store", guide.storeId() == null ? null : guide.storeId().value())
                .param("dueAt", dueAt.atOffset(ZoneOffset.UTC))
                .param("day", budgetDay)
                .param("evidence", json.writeValueAsString(evidence))
                .update();
    }

    void suppress(long id, String reason, Map<String, Object> evidence, Instant now) {
        jdbc.sql("""
                update outreach_touch set state = 'SUPPRESSED', suppressed_reason = :reason, budget_day = null,
                    evidence = evidence || :evidence::jsonb, finished_at = :now
                where id = :id and state = 'PLANNED'""")
                .param("id", id)
                .param("reason", reason)
                .param("evidence", json.writeValueAsString(evidence))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What a touch was that nobody needs any more. */
    record Withdrawn(CustomerId customer, @Nullable LocalDate unusedDay) {}

    /** Empty when it is done, on its way to the guide, or was never to go out. */
    Optional<Withdrawn> withdraw(long id, String reason, Instant now) {
        return jdbc.sql("""
                with open as (
                    select id, customer_id, case when state = 'PLANNED' then budget_day end as unused from outreach_touch
                    where id = :id and state in ('PLANNED', 'SENT', 'UNKNOWN') for update)
                update outreach_touch t set state = 'SUPPRESSED', suppressed_reason = :reason, budget_day = null, finished_at = :now
                from open where t.id = open.id returning t.customer_id, open.unused""")
                .param("id", id)
                .param("reason", reason)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Withdrawn(
                        new CustomerId(row.getLong("customer_id")), row.getObject("unused", LocalDate.class)))
                .optional();
    }

    boolean sendingNow(long id) {
        return jdbc.sql("select exists (select 1 from outreach_touch where id = :id and state = 'SENDING')")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** The next one to send, locked until the transaction ends. */
    Optional<Planned> nextDue(Instant now) {
        return jdbc.sql("""
                select id, customer_id, staff_id, purpose, kind, content, reason, token, attempts, planned_at, budget_day
                from outreach_touch where state = 'PLANNED' and due_at <= :now
                order by due_at, id limit 1 for update skip locked""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Touches::planned)
                .optional();
    }

    /** What a guide was sent lately, and what waits for the next hour. */
    record Load(int lastMinute, int lastHour, int waiting) {}

    Load loadOf(StaffId guide, Instant now) {
        return jdbc.sql("""
                select (select count(*) from outreach_touch where staff_id = :guide and sent_at > :minuteAgo) as last_minute,
                    (select count(*) from outreach_touch where staff_id = :guide and sent_at > :hourAgo) as last_hour,
                    (select count(*) from outreach_touch where staff_id = :guide and state = 'PLANNED'
                        and due_at > :now and due_at <= :hourOn) as waiting""")
                .param("guide", guide.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("minuteAgo", now.minus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC))
                .param("hourAgo", now.minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC))
                .param("hourOn", now.plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC))
                .query(Load.class)
                .single();
    }

    void postpone(long id, Instant dueAt, @Nullable LocalDate budgetDay) {
        jdbc.sql("update outreach_touch set due_at = :dueAt, budget_day = :day where id = :id and state = 'PLANNED'")
                .param("id", id)
                .param("dueAt", dueAt.atOffset(ZoneOffset.UTC))
                .param("day", budgetDay)
                .update();
    }

    /** From here on a crash leaves it SENDING, and {@link #repeatLost} or {@link #giveUpOnLost} finds it. */
    void sending(long id, Instant until) {
        jdbc.sql("""
                update outreach_touch set state = 'SENDING', attempts = attempts + 1, due_at = :until
                where id = :id and state = 'PLANNED'""")
                .param("id", id)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The guide may have finished meanwhile; then it stays finished. */
    void sent(long id, Instant now) {
        jdbc.sql("update outreach_touch set state = 'SENT', sent_at = :now where id = :id and state = 'SENDING'")
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void again(long id, Instant dueAt) {
        jdbc.sql("update outreach_touch set state = 'PLANNED', due_at = :dueAt where id = :id and state = 'SENDING'")
                .param("id", id)
                .param("dueAt", dueAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @param state FAILED or UNKNOWN */
    void ended(long id, String state, String failure, Instant now) {
        jdbc.sql("""
                update outreach_touch set state = :state, finished_at = :now,
                    evidence = evidence || jsonb_build_object('failure', :failure::text)
                where id = :id and state = 'SENDING'""")
                .param("id", id)
                .param("state", state)
                .param("failure", failure)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * The answer is lost: to be sent again, if that has not been so since before {@code oldest}.
     *
     * @return false when it must not be sent again
     */
    boolean unsure(long id, Instant now, Instant dueAt, Instant oldest) {
        return jdbc.sql("""
                update outreach_touch set state = 'PLANNED', due_at = :dueAt,
                    evidence = jsonb_build_object('unsureSince', :now::timestamptz) || evidence
                where id = :id and state = 'SENDING'
                  and coalesce((evidence ->> 'unsureSince')::timestamptz, :now) > :oldest""")
                        .param("id", id)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("dueAt", dueAt.atOffset(ZoneOffset.UTC))
                        .param("oldest", oldest.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Those whose process ended while sending, unless the first try was before {@code oldest}. */
    void repeatLost(Instant now, Duration lease, Instant oldest) {
        jdbc.sql("""
                update outreach_touch set state = 'PLANNED',
                    evidence = jsonb_build_object('unsureSince', due_at - :lease * interval '1 second') || evidence
                where state = 'SENDING' and due_at <= :now
                  and coalesce((evidence ->> 'unsureSince')::timestamptz, due_at - :lease * interval '1 second') > :oldest""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("lease", lease.toSeconds())
                .param("oldest", oldest.atOffset(ZoneOffset.UTC))
                .update();
    }

    int giveUpOnLost(Instant now) {
        return jdbc.sql("""
                update outreach_touch set state = 'UNKNOWN',
                    evidence = evidence || '{"failure": "the process ended while sending"}'
                where state = 'SENDING' and due_at <= :now""").param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    private static TouchResult answer(ResultSet row) throws SQLException {
        String reason = row.getString("suppressed_reason");
        return reason == null
                ? new TouchResult.Accepted(row.getLong("id"))
                : new TouchResult.Suppressed(row.getLong("id"), reason);
    }

    private static Planned planned(ResultSet row, int number) throws SQLException {
        Long staff = row.getObject("staff_id", Long.class);
        return new Planned(
                row.getLong("id"),
                new CustomerId(row.getLong("customer_id")),
                staff == null ? null : new StaffId(staff),
                row.getString("purpose"),
                row.getString("kind"),
                row.getString("content"),
                row.getString("reason"),
                row.getString("token"),
                row.getInt("attempts"),
                row.getTimestamp("planned_at").toInstant(),
                row.getObject("budget_day", LocalDate.class));
    }

    private static @Nullable Long valueOf(@Nullable StaffId staff) {
        return staff == null ? null : staff.value();
    }
}
