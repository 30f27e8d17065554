package io.siyu.reach.channel.remark;

import io.siyu.people.relation.Relations;
import io.siyu.reach.channel.RemarkRule;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Remarks on new friends that are to be written at WeChat Work, and what became of them. */
@Component
public class Remarks {

    /** Longer than the calls can take. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final Relations relations;
    private final Clock clock;

    Remarks(JdbcClient jdbc, Relations relations, Clock clock) {
        this.jdbc = jdbc;
        this.relations = relations;
        this.clock = clock;
    }

    /** What became of one. */
    enum Status {
        WAITING,
        SET,
        /** The guide had written one. */
        KEPT,
        /** The two are no friends, or never were wholly. */
        GONE,
        /** WeChat Work refused it. */
        FAILED
    }

    /**
     * One that is to be written.
     *
     * @param at when they became friends
     * @param attempts how often it was tried before
     * @param said what the last try was to write, and may have written
     * @param lease until when it is the caller's; who finds another one there has lost it, and changes nothing any more
     */
    record Remark(
            long acquisition,
            CustomerId customer,
            StaffId staff,
            String codeName,
            Instant at,
            RemarkRule rule,
            int attempts,
            @Nullable String said,
            @Nullable String saidDescription,
            OffsetDateTime lease) {}

    /** In the transaction that takes the add in: with it this is remembered or not at all. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void order(long acquisition, long code, Instant at, RemarkRule rule) {
        if (rule.silent()) {
            return;
        }
        jdbc.sql("""
                insert into channel_remark (acquisition_id, code_id, at, pattern, description, overwrite, due_at)
                values (:acquisition, :code, :at, :pattern, :description, :overwrite, :now)""")
                .param("acquisition", acquisition)
                .param("code", code)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("pattern", rule.pattern())
                .param("description", rule.description())
                .param("overwrite", rule.overwrite())
                .param("now", now())
                .update();
    }

    /** A guide accepted somebody whose add was known before: what could not be written then can be now. */
    public void accepted(CustomerId customer, StaffId staff) {
        jdbc.sql("""
                update channel_remark r set status = 'WAITING', due_at = :now, attempts = 0, done_at = null
                from channel_acquisition a
                where a.id = r.acquisition_id and a.customer_id = :customer and a.staff_id = :staff and a.ended_at is null
                    and r.failure is not null and r.status in ('WAITING', 'GONE')""")
                .param("customer", customer.value())
                .param("staff", staff.value())
                .param("now", now())
                .update();
    }

    /** The next one, the caller's alone for a while: should the caller die, it is written again. */
    Optional<Remark> claim() {
        return jdbc.sql("""
                with due as (
                    select acquisition_id from channel_remark where status = 'WAITING' and due_at <= :now
                    order by due_at, acquisition_id limit 1 for update skip locked)
                update channel_remark r set due_at = :lease, attempts = attempts + 1
                from due, channel_acquisition a, channel_code c
                where r.acquisition_id = due.acquisition_id and a.id = due.acquisition_id and c.id = r.code_id
                returning r.*, a.customer_id, a.staff_id, c.name""")
                .param("now", now())
                .param("lease", now().plus(LEASE))
                .query((row, number) -> new Remark(
                        row.getLong("acquisition_id"),
                        new CustomerId(row.getLong("customer_id")),
                        new StaffId(row.getLong("staff_id")),
                        row.getString("name"),
                        row.getTimestamp("at").toInstant(),
                        new RemarkRule(
                                row.getString("pattern"), row.getString("description"), row.getBoolean("overwrite")),
                        row.getInt("attempts") - 1,
                        row.getString("said"),
                        row.getString("said_description"),
                        row.getObject("due_at", OffsetDateTime.class)))
                .optional();
    }

    /** Whether this is what we wrote on the two before: not the guide's own words. */
    boolean ours(Remark remark, String words) {
        return jdbc.sql("""
                select exists (select from channel_remark r join channel_acquisition a on a.id = r.acquisition_id
                    where a.customer_id = :customer and a.staff_id = :staff and :words in (r.said, r.said_description))""")
                .param("customer", remark.customer().value())
                .param("staff", remark.staff().value())
                .param("words", words)
                .query(Boolean.class)
                .single();
    }

    /** Written before the call, so that what it may have done is known for ours afterwards. */
    void saying(Remark remark, @Nullable String words, @Nullable String description) {
        jdbc.sql("""
                update channel_remark set said = :said, said_description = :description
                where acquisition_id = :id and due_at = :lease""")
                .param("lease", remark.lease())
                .param("said", words, Types.VARCHAR)
                .param("description", description, Types.VARCHAR)
                .param("id", remark.acquisition())
                .update();
    }

    @Transactional
    void written(Remark remark, @Nullable String words) {
        settle(remark, words == null && !remark.rule().pattern().isEmpty() ? Status.KEPT : Status.SET, null);
        if (words != null) {
            relations.remarked(remark.customer(), remark.staff(), words);
        }
    }

    void settle(Remark remark, Status status, @Nullable String failure) {
        jdbc.sql("""
                update channel_remark set status = :status, failure = :failure, done_at = :now
                where acquisition_id = :id and due_at = :lease""")
                .param("lease", remark.lease())
                .param("status", status.name())
                .param("failure", failure, Types.VARCHAR)
                .param("now", now())
                .param("id", remark.acquisition())
                .update();
    }

    void later(Remark remark, Duration wait, String failure) {
        jdbc.sql("""
                update channel_remark set due_at = :due, failure = :failure where acquisition_id = :id and due_at = :lease""")
                .param("lease", remark.lease())
                .param("due", now().plus(wait))
                .param("failure", failure)
                .param("id", remark.acquisition())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
