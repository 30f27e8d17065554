package io.siyu.reach.sop;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.reach.sop.EnrolmentViews.Counts;
import io.siyu.reach.sop.EnrolmentViews.EnrolmentRow;
import io.siyu.reach.sop.PlanRows.Plan;
import io.siyu.reach.sop.PlanRows.State;
import io.siyu.shared.CustomerId;
import io.siyu.shared.Page;
import io.siyu.shared.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** SOPs in the console. */
@RestController
@RequestMapping("/api/admin/sops")
class PlanController {

    private final Plans plans;
    private final PlanRows rows;
    private final EnrolmentViews enrolments;
    private final DryRun dryRun;
    private final CustomerDirectory customers;
    private final CurrentOperator operator;

    PlanController(
            Plans plans,
            PlanRows rows,
            EnrolmentViews enrolments,
            DryRun dryRun,
            CustomerDirectory customers,
            CurrentOperator operator) {
        this.plans = plans;
        this.rows = rows;
        this.enrolments = enrolments;
        this.dryRun = dryRun;
        this.customers = customers;
        this.operator = operator;
    }

    /** @param revision of the plan as it was read; only for changes */
    record PlanBody(
            @NotNull String name,
            @NotNull @Valid Trigger trigger,
            @NotNull List<@NotNull @Valid Step> steps,
            @Nullable Integer revision) {}

    /**
     * A plan.
     *
     * @param steps of the draft; the first is where customers begin
     * @param version in which customers enter now; absent until it is first published
     */
    record PlanDetail(
            long id,
            String name,
            State state,
            Trigger trigger,
            List<Step> steps,
            @Nullable Integer version,
            @Nullable Instant publishedAt,
            Instant createdAt,
            int revision,
            Counts counts) {}

    record DryRunBody(long customerId) {}

    /** @param heldBack why a task would not go out, in words */
    record MomentRow(Instant at, Step step, @Nullable String heldBack) {}

    @GetMapping
    @RequiresPermission("sop.read")
    Page<PlanDetail> list(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        List<Plan> found = rows.page(Math.max(0, page), Math.clamp(size, 1, 100));
        Map<Long, Counts> counts =
                enrolments.counts(found.stream().map(Plan::id).toList());
        return new Page<>(
                found.stream()
                        .map(plan -> detail(plan, counts.getOrDefault(plan.id(), Counts.NONE)))
                        .toList(),
                rows.count());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("sop.write")
    PlanDetail create(@Valid @RequestBody PlanBody body) {
        return detail(plans.create(body.name(), body.trigger(), body.steps()));
    }

    @GetMapping("/{id}")
    @RequiresPermission("sop.read")
    PlanDetail get(@PathVariable long id) {
        return detail(id);
    }

    @PutMapping("/{id}")
    @RequiresPermission("sop.write")
    PlanDetail edit(@PathVariable long id, @Valid @RequestBody PlanBody body) {
        plans.edit(id, body.revision() == null ? -1 : body.revision(), body.name(), body.trigger(), body.steps());
        return detail(id);
    }

    @PostMapping("/{id}/publish")
    @RequiresPermission("sop.write")
    PlanDetail publish(@PathVariable long id) {
        plans.publish(id);
        return detail(id);
    }

    /** Everybody who is under way leaves at once. */
    @PostMapping("/{id}/pause")
    @RequiresPermission("sop.write")
    PlanDetail pause(@PathVariable long id) {
        plans.require(id);
        plans.pause(id);
        return detail(id);
    }

    @PostMapping("/{id}/resume")
    @RequiresPermission("sop.write")
    PlanDetail resume(@PathVariable long id) {
        plans.require(id);
        plans.resume(id);
        return detail(id);
    }

    @PostMapping("/{id}/archive")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission("sop.write")
    void archive(@PathVariable long id) {
        plans.require(id);
        plans.archive(id);
    }

    @GetMapping("/{id}/enrolments")
    @RequiresPermission("sop.read")
    Slice<EnrolmentRow> enrolments(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int size,
            Locale locale) {
        plans.require(id);
        return enrolments.of(id, operator.scope(), state, after, Math.clamp(size, 1, 200), locale);
    }

    /** What would happen to this customer if they entered the draft now. */
    @PostMapping("/{id}/dry-run")
    @RequiresPermission("sop.read")
    List<MomentRow> dryRun(@PathVariable long id, @RequestBody DryRunBody body, Locale locale) {
        CustomerId customer = customers.requireVisible(body.customerId());
        return dryRun.of(Graph.of(plans.require(id).steps()), customer).stream()
                .map(one -> new MomentRow(
                        one.at(), one.step(), one.heldBack() == null ? null : enrolments.text(one.heldBack(), locale)))
                .toList();
    }

    private PlanDetail detail(long id) {
        return detail(plans.require(id), enrolments.counts(List.of(id)).getOrDefault(id, Counts.NONE));
    }

    private static PlanDetail detail(Plan plan, Counts counts) {
        return new PlanDetail(
                plan.id(),
                plan.name(),
                plan.state(),
                plan.trigger(),
                plan.steps(),
                plan.version(),
                plan.publishedAt(),
                plan.createdAt(),
                plan.revision(),
                counts);
    }
}
