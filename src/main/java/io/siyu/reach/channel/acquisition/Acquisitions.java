package io.siyu.reach.channel.acquisition;

import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.landing.Leases.Origin;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who came by which code, frozen at the add. */
@Component
class Acquisitions {

    private final JdbcClient jdbc;

    Acquisitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when this friendship was counted already */
    boolean freeze(CustomerId customer, StaffMember staff, Origin origin, Instant at) {
        Instant scannedAt = origin.scannedAt();
        return jdbc.sql("""
                insert into channel_acquisition
                    (customer_id, staff_id, store_id, code_id, scan_id, state_id, at, seconds_from_scan, late)
                values (:customer, :staff, :store, :code, :scan, :state, :at, :seconds, :late)
                on conflict (customer_id, staff_id) where ended_at is null do nothing""")
                        .param("customer", customer.value())
                        .param("staff", staff.id().value())
                        .param(
                                "store",
                                staff.storeId() == null ? null : staff.storeId().value())
                        .param("code", origin.codeId())
                        .param("scan", origin.scanId())
                        .param("state", origin.stateId())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param(
                                "seconds",
                                scannedAt == null
                                        ? null
                                        : Math.max(
                                                0,
                                                Duration.between(scannedAt, at).toSeconds()))
                        .param("late", origin.late())
                        .update()
                == 1;
    }

    boolean counted(CustomerId customer, StaffId staff) {
        return jdbc.sql("""
                select exists (select 1 from channel_acquisition
                where customer_id = :customer and staff_id = :staff and ended_at is null)""")
                .param("customer", customer.value())
                .param("staff", staff.value())
                .query(Boolean.class)
                .single();
    }

    /** @return the code that the friendship came by; empty when it came by none, had ended already, or began after this end */
    Optional<Long> end(CustomerId customer, StaffId staff, Instant at) {
        return jdbc.sql("""
                update channel_acquisition set ended_at = :at
                where customer_id = :customer and staff_id = :staff and ended_at is null and at <= :at returning code_id""")
                .param("customer", customer.value())
                .param("staff", staff.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    void countAdd(long codeId, StaffId staff, LocalDate day, boolean late) {
        jdbc.sql("""
                insert into channel_day as d (code_id, staff_id, day, adds, late_adds) values (:code, :staff, :day, 1, :late)
                on conflict (code_id, day, staff_id) do update set adds = d.adds + 1, late_adds = d.late_adds + :late""")
                .param("code", codeId)
                .param("staff", staff.value())
                .param("day", day)
                .param("late", late ? 1 : 0)
                .update();
    }

    void countDeletion(long codeId, StaffId staff, LocalDate day) {
        jdbc.sql("""
                insert into channel_day as d (code_id, staff_id, day, deletions) values (:code, :staff, :day, 1)
                on conflict (code_id, day, staff_id) do update set deletions = d.deletions + 1""")
                .param("code", codeId)
                .param("staff", staff.value())
                .param("day", day)
                .update();
    }
}
