package io.siyu.people.relation.group;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.relation.group.GroupViews.Day;
import io.siyu.people.relation.group.GroupViews.Line;
import io.siyu.people.relation.group.GroupViews.Member;
import io.siyu.people.relation.group.GroupViews.State;
import io.siyu.people.relation.group.GroupViews.Wanted;
import io.siyu.shared.BrandZone;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Customer groups in the console. */
@RestController
@RequestMapping("/api/admin/groups")
class GroupController {

    private final GroupViews views;
    private final CurrentOperator operator;
    private final BrandZone zone;
    private final Clock clock;

    GroupController(GroupViews views, CurrentOperator operator, BrandZone zone, Clock clock) {
        this.views = views;
        this.operator = operator;
        this.zone = zone;
        this.clock = clock;
    }

    @GetMapping
    @RequiresPermission("customer.read")
    Slice<Line> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Long ownerStaffId,
            @RequestParam(required = false) @Nullable Long storeId,
            @RequestParam(required = false) @Nullable State state,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        Wanted wanted = new Wanted(q, ownerStaffId, storeId, state);
        return views.list(wanted, operator.scope(), after == null ? Long.MAX_VALUE : after, size);
    }

    @GetMapping("/{id}")
    @RequiresPermission("customer.read")
    Line one(@PathVariable long id) {
        return views.find(id, operator.scope()).orElseThrow(() -> DomainException.notFound("group.not_found"));
    }

    @GetMapping("/{id}/members")
    @RequiresPermission("customer.read")
    Slice<Member> members(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        one(id);
        return views.members(id, operator.scope(), after, size);
    }

    @GetMapping("/{id}/days")
    @RequiresPermission("customer.read")
    List<Day> days(@PathVariable long id, @RequestParam(defaultValue = "30") @Min(1) @Max(180) int days) {
        one(id);
        return views.days(id, zone.dateOf(clock.instant()), days);
    }
}
