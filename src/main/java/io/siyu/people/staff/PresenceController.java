package io.siyu.people.staff;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who takes new customers, as the console sees and changes it. */
@RestController
@RequestMapping("/api/admin/staff/{id}/presence")
class PresenceController {

    private static final int SHOWN = 50;

    private final Presence presence;
    private final StaffDirectory staff;
    private final CurrentOperator current;
    private final Audit audit;
    private final TransactionTemplate transaction;

    PresenceController(
            Presence presence,
            StaffDirectory staff,
            CurrentOperator current,
            Audit audit,
            TransactionTemplate transaction) {
        this.presence = presence;
        this.staff = staff;
        this.current = current;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** @param page the employee's own switch, as a path of this installation */
    record View(boolean onDuty, boolean away, String page, List<Presence.Change> history) {}

    /** Both switches as they shall be. */
    record Switches(boolean onDuty, boolean away) {}

    @GetMapping
    @RequiresPermission("staff.read")
    View view(@PathVariable long id) {
        StaffMember member = member(id);
        return new View(
                member.onDuty(), member.away(), presence.pageOf(member.id()), presence.history(member.id(), SHOWN));
    }

    @PutMapping
    @RequiresPermission("staff.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable long id, @RequestBody Switches wanted) {
        StaffMember before = member(id);
        String by = current.get().name();
        transaction.executeWithoutResult(status -> {
            presence.switchByOperator(before.id(), wanted.onDuty(), by);
            presence.switchOwn(before.id(), !wanted.away(), by);
            audit.record(
                    "staff.presence",
                    Subject.of("staff", id, before.name()),
                    new Switches(before.onDuty(), before.away()),
                    wanted);
        });
    }

    private StaffMember member(long id) {
        if (id <= 0) {
            throw DomainException.notFound("staff.not_found");
        }
        return staff.find(new StaffId(id))
                .filter(member -> within(current.scope(), member))
                .orElseThrow(() -> DomainException.notFound("staff.not_found"));
    }

    private static boolean within(DataScope scope, StaffMember member) {
        StoreId store = member.storeId();
        return switch (scope) {
            case DataScope.All() -> true;
            case DataScope.Stores(var ids) -> store != null && ids.contains(store.value());
            case DataScope.Own(long self) -> member.id().value() == self;
            case DataScope.Nothing() -> false;
        };
    }
}
