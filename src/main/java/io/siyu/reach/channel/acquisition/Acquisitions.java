package io.siyu.reach.channel.acquisition;

import io.siyu.foundation.database.AtCommit;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.timeline.RecordedActivity;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.landing.Leases.Origin;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who came by which code, frozen at the add. */
@Component
class Acquisitions {

    private final JdbcClient jdbc;
    private final AtCommit<Count> counts = new AtCommit<>("channel.days", this::write);

    Acquisitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A friend who came by a code, as all of it is at this moment. */
    record Add(CustomerId customer, StaffMember guide, LiveCode code, Origin origin, Instant at) {}

    /**
     * Written once, in the transaction that takes the add in, and never rewritten; the customer alone follows merges.
     *
     * @param firstOrder the person's first order as known now; one after the add makes nobody a buyer before it
     * @return its id; empty when this friendship was counted already
     */
    Optional<Long> freeze(Add add, Optional<RecordedActivity> firstOrder) {
        Optional<RecordedActivity> bought =
                firstOrder.filter(order -> !order.occurredAt().isAfter(add.at()));
        Instant scannedAt = add.origin().scannedAt();
        StoreId store = add.guide().storeId();
        return jdbc.sql("""
                insert into channel_acquisition
                    (customer_id, known_as, first_id, staff_id, store_id, code_id, template_id, campaigns, scan_id, state_id, at,
                     scanned_at, seconds_from_scan, late, by_link, buyer_at, buyer_since)
                values (:customer, :customer,
                    (select id from channel_acquisition where customer_id = :customer order by at, id limit 1),
                    :staff, :store, :code, (select template_id from channel_template_child where code_id = :code), :campaigns,
                    :scan, :state, :at, :scannedAt, :seconds, :late, :link, :buyerAt, :buyerSince)
                on conflict (customer_id, staff_id) where ended_at is null do nothing returning id""")
                .param("customer", add.customer().value())
                .param("staff", add.guide().id().value())
                .param("store", store == null ? null : store.value(), Types.BIGINT)
                .param("code", add.code().id())
                .param("campaigns", add.code().campaigns().stream().sorted().toArray(String[]::new))
                .param("scan", add.origin().scanId(), Types.BIGINT)
                .param("state", add.origin().stateId())
                .param("at", timeOf(add.at()))
                .param("scannedAt", timeOf(scannedAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("seconds", scannedAt == null ? null : secondsBetween(scannedAt, add.at()), Types.INTEGER)
                .param("late", add.origin().late())
                .param("link", add.origin().link())
                .param("buyerAt", bought.map(RecordedActivity::source).orElse(null), Types.VARCHAR)
                .param(
                        "buyerSince",
                        timeOf(bought.map(RecordedActivity::occurredAt).orElse(null)),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .query(Long.class)
                .optional();
    }

    private static long secondsBetween(Instant scan, Instant add) {
        return Math.max(0, Duration.between(scan, add).toSeconds());
    }

    private static @Nullable OffsetDateTime timeOf(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /** From here on until the transaction ends nobody else freezes an add of this person: one of them is their first. */
    boolean counted(CustomerId customer, StaffId staff) {
        return jdbc.sql("""
                select exists (select 1 from channel_acquisition
                    where customer_id = :customer and staff_id = :staff and ended_at is null)
                from pg_advisory_xact_lock(hashtext('channel_acquisition'), hashint8(:customer))""")
                .param("customer", customer.value())
                .param("staff", staff.value())
                .query(Boolean.class)
                .single();
    }

    /** How a friendship that ended had begun. */
    record Ended(long codeId, Instant addedAt) {}

    /** @return empty when it came by no code, had ended already, or began after this end */
    Optional<Ended> end(CustomerId customer, StaffId staff, Instant at) {
        return jdbc.sql("""
                update channel_acquisition a set ended_at = :at
                where customer_id = :customer and staff_id = :staff and ended_at is null and a.at <= :at returning code_id, a.at""")
                .param("customer", customer.value())
                .param("staff", staff.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Ended(
                        row.getLong("code_id"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** What is added to a guide's figures of a day by a code. Every add and every scan of that day waits for the row. */
    private record Count(long codeId, StaffId staff, LocalDate day, int adds, int late, int deletions) {}

    void countAdd(long codeId, StaffId staff, LocalDate day, boolean late) {
        counts.add(new Count(codeId, staff, day, 1, late ? 1 : 0, 0));
    }

    void countDeletion(long codeId, StaffId staff, LocalDate day) {
        counts.add(new Count(codeId, staff, day, 0, 0, 1));
    }

    private void write(List<Count> all) {
        jdbc.sql("""
                insert into channel_day as d (code_id, day, staff_id, adds, late_adds, deletions)
                select code, day, staff, sum(adds), sum(late), sum(deletions)
                from unnest(:codes::bigint[], :days::date[], :staff::bigint[], :adds::integer[], :late::integer[], :deletions::integer[])
                    as c (code, day, staff, adds, late, deletions)
                group by code, day, staff order by code, day, staff
                on conflict (code_id, day, staff_id) do update
                set adds = d.adds + excluded.adds, late_adds = d.late_adds + excluded.late_adds,
                    deletions = d.deletions + excluded.deletions""")
                .param("codes", all.stream().map(Count::codeId).toArray(Long[]::new))
                .param("days", all.stream().map(one -> one.day().toString()).toArray(String[]::new))
                .param("staff", all.stream().map(one -> one.staff().value()).toArray(Long[]::new))
                .param("adds", all.stream().map(Count::adds).toArray(Integer[]::new))
                .param("late", all.stream().map(Count::late).toArray(Integer[]::new))
                .param("deletions", all.stream().map(Count::deletions).toArray(Integer[]::new))
                .update();
    }
}
