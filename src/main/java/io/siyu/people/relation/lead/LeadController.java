package io.siyu.people.relation.lead;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.relation.lead.LeadDesk.Attempt;
import io.siyu.people.relation.lead.LeadDesk.Outcome;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import io.siyu.shared.StaffId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Leads one by one: who has them, what came of calling, and who became a friend. */
@RestController
@RequestMapping("/api/admin/leads")
class LeadController {

    private static final int LARGEST_SLICE = 200;

    private final LeadViews views;
    private final LeadEvents events;
    private final LeadDesk desk;
    private final LeadPhones phones;
    private final LeadRules rules;
    private final CurrentOperator operator;
    private final Audit audit;

    LeadController(
            LeadViews views,
            LeadEvents events,
            LeadDesk desk,
            LeadPhones phones,
            LeadRules rules,
            CurrentOperator operator,
            Audit audit) {
        this.views = views;
        this.events = events;
        this.desk = desk;
        this.phones = phones;
        this.rules = rules;
        this.operator = operator;
        this.audit = audit;
    }

    record Detail(LeadViews.Line lead, List<LeadEvents.Event> events) {}

    record Phone(@Nullable String phone) {}

    /** @param weight 2 gets twice as many as 1 */
    record Taker(
            @NotNull @Positive Long staffId,
            @Min(1) @Max(100) int weight) {}

    /**
     * @param takers empty: the guides of each lead's own store
     * @param byStore leads go to takers of their own store only
     * @param reassign those that somebody has too
     */
    record Assignment(
            @NotEmpty @Size(max = 1000) Set<@NotNull @Positive Long> leads,
            @NotNull @Size(max = 200) List<@Valid @NotNull Taker> takers,
            boolean byStore,
            boolean reassign) {}

    record Recall(@NotEmpty @Size(max = 1000) Set<@NotNull @Positive Long> leads) {}

    record Called(
            @NotNull Outcome outcome,
            @Size(max = 500) @Nullable String note,
            @Nullable LocalDate nextOn) {}

    record Friend(@NotNull @Positive Long customerId) {}

    record Rule(
            @Min(0) @Max(365) int untouchedDays,
            @Min(1) @Max(100_000) int mostPerGuide) {}

    @GetMapping
    @RequiresPermission("lead.read")
    Slice<LeadViews.Line> list(
            @RequestParam(required = false) @Nullable Long batchId,
            @RequestParam(required = false) LeadViews.@Nullable State state,
            @RequestParam(required = false) @Nullable Long staffId,
            @RequestParam(required = false) @Nullable Long storeId,
            @RequestParam(required = false) @Nullable LocalDate due,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "20") int size) {
        int asked = Math.clamp(size, 1, LARGEST_SLICE);
        var wanted = new LeadViews.Wanted(batchId, state, staffId, storeId, due, q);
        var lines = views.find(wanted, operator.get(), after == null ? Long.MAX_VALUE : after, asked + 1);
        return Slice.of(lines, asked, line -> Long.toString(line.id()));
    }

    @GetMapping("/{id}")
    @RequiresPermission("lead.read")
    Detail one(@PathVariable long id) {
        return new Detail(visible(id), events.of(id));
    }

    /** In full, for whoever may see phones, and for the guide who is to call; that it was looked at is written down. */
    @PostMapping("/{id}/phone")
    @RequiresPermission("lead.read")
    Phone phone(@PathVariable long id) {
        Operator who = operator.get();
        Long holder = visible(id).staffId();
        if (who.exportFrozen()) {
            audit.record("transfer.refused", Subject.of("lead", id), null, null);
            throw DomainException.forbidden("transfer.frozen");
        }
        if (!who.may("customer.phone") && (holder == null || !holder.equals(who.staffIdValue()))) {
            throw DomainException.forbidden("lead.phone_forbidden");
        }
        audit.record("lead.phone", Subject.of("lead", id), null, null);
        return new Phone(phones.of(id).orElse(null));
    }

    @PostMapping("/assignments")
    @RequiresPermission("lead.assign")
    LeadDesk.Dealt assign(@Valid @RequestBody Assignment wanted) {
        return desk.assign(
                wanted.leads(),
                wanted.takers().stream()
                        .collect(Collectors.toMap(taker -> new StaffId(taker.staffId()), Taker::weight, Math::max)),
                wanted.byStore(),
                wanted.reassign());
    }

    @PostMapping("/recalls")
    @RequiresPermission("lead.assign")
    LeadDesk.Number recall(@Valid @RequestBody Recall wanted) {
        return desk.recall(wanted.leads());
    }

    @PostMapping("/{id}/attempts")
    @RequiresPermission("lead.write")
    Detail called(@PathVariable long id, @Valid @RequestBody Called called) {
        visible(id);
        LeadViews.requireDay("nextOn", called.nextOn());
        desk.note(id, new Attempt(called.outcome(), called.note(), called.nextOn(), null));
        return one(id);
    }

    @PostMapping("/{id}/reopening")
    @RequiresPermission("lead.assign")
    Detail reopen(@PathVariable long id) {
        desk.reopen(id);
        return one(id);
    }

    @PostMapping("/{id}/conversion")
    @RequiresPermission("lead.write")
    Detail became(@PathVariable long id, @Valid @RequestBody Friend friend) {
        visible(id);
        desk.became(id, friend.customerId());
        return one(id);
    }

    @GetMapping("/rule")
    @RequiresPermission("lead.read")
    LeadRules.Rule rule() {
        return rules.now();
    }

    @PutMapping("/rule")
    @RequiresPermission("lead.assign")
    LeadRules.Rule change(@Valid @RequestBody Rule rule) {
        LeadRules.Rule wanted = new LeadRules.Rule(rule.untouchedDays(), rule.mostPerGuide());
        LeadRules.Rule before = rules.now();
        rules.change(wanted);
        audit.record("lead.rule", Subject.of("lead-rule", 1), before, wanted);
        return wanted;
    }

    private LeadViews.Line visible(long id) {
        return views.one(id, operator.get()).orElseThrow(() -> DomainException.notFound("lead.not_found"));
    }
}
