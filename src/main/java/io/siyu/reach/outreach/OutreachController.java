package io.siyu.reach.outreach;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.reach.outreach.TouchViews.Completion;
import io.siyu.reach.outreach.TouchViews.State;
import io.siyu.reach.outreach.TouchViews.Suppressions;
import io.siyu.reach.outreach.TouchViews.TouchRow;
import io.siyu.shared.CustomerId;
import io.siyu.shared.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What went out, what did not and why, and the policy that decides it. */
@RestController
class OutreachController {

    private final TouchViews views;
    private final PolicySettings policy;
    private final CustomerDirectory customers;
    private final CurrentOperator operator;

    OutreachController(TouchViews views, PolicySettings policy, CustomerDirectory customers, CurrentOperator operator) {
        this.views = views;
        this.policy = policy;
        this.customers = customers;
        this.operator = operator;
    }

    record PolicyBody(
            @Min(0) @Max(100) int dailyCap,
            @NotNull LocalTime quietFrom,
            @NotNull LocalTime quietUntil,
            @Min(0) @Max(8760) int newcomerHours) {}

    /** Guides' tasks, or the welcomes; several states are given with commas. */
    @GetMapping("/api/admin/tasks")
    @RequiresPermission("outreach.read")
    Slice<TouchRow> touches(
            @RequestParam(defaultValue = "GUIDE_TASK") Touch.Kind kind,
            @RequestParam(defaultValue = "") Set<State> state,
            @RequestParam(required = false) @Nullable Long staff,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int size,
            Locale locale) {
        return views.touches(operator.scope(), kind, given(state), staff, after, Math.clamp(size, 1, 200), locale);
    }

    /** How many of the last days' tasks each guide did. */
    @GetMapping("/api/admin/tasks/completion")
    @RequiresPermission("outreach.read")
    List<Completion> completion(@RequestParam(defaultValue = "7") int days) {
        return views.completion(operator.scope(), Math.clamp(days, 1, 90));
    }

    @GetMapping("/api/admin/customers/{id}/touches")
    @RequiresPermission("outreach.read")
    Slice<TouchRow> ofCustomer(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "20") int size,
            Locale locale) {
        CustomerId customer = customers.requireVisible(id);
        return views.ofCustomer(customer, after, Math.clamp(size, 1, 200), locale);
    }

    @GetMapping("/api/admin/outreach/suppressions")
    @RequiresPermission("outreach.read")
    Suppressions suppressions(Locale locale) {
        return views.suppressionsToday(operator.scope(), locale);
    }

    @GetMapping("/api/admin/outreach/policy")
    @RequiresPermission("outreach.read")
    PolicyBody policy() {
        return body(policy.current());
    }

    @PutMapping("/api/admin/outreach/policy")
    @RequiresPermission("outreach.write")
    PolicyBody changePolicy(@Valid @RequestBody PolicyBody body) {
        policy.change(
                new ContactPolicy.Settings(body.dailyCap(), body.quietFrom(), body.quietUntil(), body.newcomerHours()));
        return body(policy.current());
    }

    /** A blank between the commas is no state. */
    private static Set<State> given(Set<State> states) {
        return states.stream().filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static PolicyBody body(ContactPolicy.Settings settings) {
        return new PolicyBody(
                settings.dailyCap(), settings.quietFrom(), settings.quietUntil(), settings.newcomerHours());
    }
}
