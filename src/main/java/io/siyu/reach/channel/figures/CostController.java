package io.siyu.reach.channel.figures;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.figures.Cost.Kind;
import io.siyu.reach.channel.figures.Cost.Target;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Costs of live codes in the console. */
@RestController
@RequestMapping("/api/admin/channel-costs")
class CostController {

    private final Costs costs;
    private final CostRows rows;
    private final CostNames names;
    private final CurrentOperator operator;

    CostController(Costs costs, CostRows rows, CostNames names, CurrentOperator operator) {
        this.costs = costs;
        this.rows = rows;
        this.names = names;
        this.operator = operator;
    }

    /**
     * What the console sends.
     *
     * @param targetId of a code, template or store; absent for a campaign
     * @param campaign absent for anything else
     */
    record CostBody(
            @NotNull Kind kind,
            @NotNull LocalDate fromDay,
            @NotNull LocalDate toDay,
            long amountFen,
            @NotNull Target target,
            @Nullable Long targetId,
            @Nullable String campaign,
            @Nullable String note) {

        Cost.Draft draft() {
            return new Cost.Draft(
                    kind, fromDay, toDay, amountFen, target, targetId, stripped(campaign), stripped(note));
        }

        private static @Nullable String stripped(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    record CostRow(
            long id,
            Kind kind,
            LocalDate fromDay,
            LocalDate toDay,
            long amountFen,
            Target target,
            @Nullable Long targetId,
            @Nullable String campaign,
            String targetName,
            @Nullable String note,
            Instant createdAt) {}

    /** @param amountFen of all that were found, not of the page alone */
    record CostPage(List<CostRow> items, long total, long amountFen) {}

    record Entered(long id) {}

    @GetMapping
    @RequiresPermission("channel.read")
    CostPage list(
            @RequestParam(required = false) @Nullable Kind kind,
            @RequestParam(required = false) @Nullable Target target,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        CostRows.Filter filter = new CostRows.Filter(kind, target, operator.scope());
        int limit = Math.clamp(size, 1, 100);
        List<Cost> found = rows.below(filter, Long.MAX_VALUE, Math.clamp(page, 0, 1_000_000) * limit, limit);
        CostRows.Sum sum = rows.sum(filter);
        return new CostPage(names.of(found, CostController::row), sum.count(), sum.amountFen());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("channel.write")
    Entered enter(@Valid @RequestBody CostBody body) {
        return new Entered(costs.enter(body.draft()));
    }

    @PutMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission("channel.write")
    void edit(@PathVariable long id, @Valid @RequestBody CostBody body) {
        costs.edit(id, body.draft());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission("channel.write")
    void delete(@PathVariable long id) {
        costs.delete(id);
    }

    private static CostRow row(Cost cost, String name) {
        return new CostRow(
                cost.id(),
                cost.kind(),
                cost.fromDay(),
                cost.toDay(),
                cost.amountFen(),
                cost.target(),
                cost.targetId(),
                cost.campaign(),
                name,
                cost.note(),
                cost.createdAt());
    }
}
