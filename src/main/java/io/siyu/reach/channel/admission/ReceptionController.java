package io.siyu.reach.channel.admission;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.reach.channel.admission.Reception.Load;
import io.siyu.shared.DomainException;
import io.siyu.shared.Page;
import io.siyu.shared.StaffId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which guides take visitors today, and how many. */
@RestController
@RequestMapping("/api/admin/reception")
class ReceptionController {

    private static final int MOST_CAP = 100_000;

    private final StaffDirectory staff;
    private final Stores stores;
    private final Reception reception;
    private final Audit audit;
    private final TransactionTemplate transaction;

    ReceptionController(
            StaffDirectory staff, Stores stores, Reception reception, Audit audit, TransactionTemplate transaction) {
        this.staff = staff;
        this.stores = stores;
        this.reception = reception;
        this.audit = audit;
        this.transaction = transaction;
    }

    record ReceptionRow(
            long staffId,
            String name,
            @Nullable String store,
            boolean onDuty,
            boolean away,
            @Nullable Integer dailyCap,
            int scans,
            int adds,
            int lateAdds,
            int reserved,
            int codes) {}

    /** @param dailyCap over all codes; absent: any number */
    record LimitBody(@Nullable Integer dailyCap) {}

    @GetMapping
    @RequiresPermission("channel.read")
    Page<ReceptionRow> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Boolean taking,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        int limit = Math.clamp(size, 1, 100);
        String words = q.strip().toLowerCase(Locale.ROOT);
        List<StaffMember> found = staff.all().stream()
                .filter(StaffMember::active)
                .filter(one -> one.name().toLowerCase(Locale.ROOT).contains(words))
                .filter(one -> taking == null || taking == one.takesCustomers())
                .toList();
        List<StaffMember> shown = found.stream()
                .skip((long) Math.max(0, page) * limit)
                .limit(limit)
                .toList();
        Map<StaffId, Load> loads =
                reception.of(shown.stream().map(StaffMember::id).toList());
        return new Page<>(
                shown.stream()
                        .map(one -> row(one, loads.getOrDefault(one.id(), Load.NONE)))
                        .toList(),
                found.size());
    }

    @PutMapping("/{staffId}")
    @RequiresPermission("channel.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void limit(@PathVariable long staffId, @RequestBody LimitBody body) {
        Integer cap = body.dailyCap();
        if (cap != null && (cap < 1 || cap > MOST_CAP)) {
            throw DomainException.invalid("dailyCap", "channel.cap_invalid", MOST_CAP);
        }
        StaffMember guide = Optional.of(staffId)
                .filter(id -> id > 0)
                .map(StaffId::new)
                .flatMap(staff::find)
                .orElseThrow(() -> DomainException.notFound("staff.not_found"));
        transaction.executeWithoutResult(status -> {
            Integer before = reception
                    .of(List.of(guide.id()))
                    .getOrDefault(guide.id(), Load.NONE)
                    .dailyCap();
            reception.limit(guide.id(), cap);
            audit.record(
                    "channel.guide.limit", Subject.of("staff", staffId, guide.name()), new LimitBody(before), body);
        });
    }

    private ReceptionRow row(StaffMember guide, Load load) {
        return new ReceptionRow(
                guide.id().value(),
                guide.name(),
                Optional.ofNullable(guide.storeId())
                        .flatMap(stores::find)
                        .map(Store::name)
                        .orElse(null),
                guide.onDuty(),
                guide.away(),
                load.dailyCap(),
                load.scans(),
                load.adds(),
                load.lateAdds(),
                load.reserved(),
                load.codes());
    }
}
