package io.siyu.people.staff;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 离职预告: an employee is going to leave. From that moment their console account takes no lists and no phone numbers out any more. */
@RestController
@RequestMapping("/api/admin/staff/{id}/notice")
class NoticeController {

    private final JdbcClient jdbc;
    private final StaffDirectory staff;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    NoticeController(JdbcClient jdbc, StaffDirectory staff, Audit audit, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Notice(@NotNull LocalDate leavesOn) {}

    @PutMapping
    @RequiresPermission("staff.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void give(@PathVariable long id, @Valid @RequestBody Notice notice) {
        write(id, "staff.notice", notice);
    }

    @DeleteMapping
    @RequiresPermission("staff.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable long id) {
        write(id, "staff.notice.withdraw", null);
    }

    private void write(long id, String action, @Nullable Notice notice) {
        StaffMember member = (id > 0 ? staff.find(new StaffId(id)) : java.util.Optional.<StaffMember>empty())
                .filter(StaffMember::active)
                .orElseThrow(() -> DomainException.notFound("staff.not_found"));
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                    update staff_member set leaves_on = :day, leads_until = :now,
                        notice_at = case when :day::date is null then null else coalesce(notice_at, :now) end
                    where id = :id""")
                    .param("day", notice == null ? null : notice.leavesOn(), Types.DATE)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("id", id)
                    .update();
            audit.record(action, Subject.of("staff", id, member.name()), null, notice);
        });
    }
}
