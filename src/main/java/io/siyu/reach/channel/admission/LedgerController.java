package io.siyu.reach.channel.admission;

import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.admission.DecisionViews.DecisionRow;
import io.siyu.reach.channel.admission.DecisionViews.Told;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.shared.Slice;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The ledger of decisions of a code. */
@RestController
@RequestMapping("/api/admin/codes/{id}")
class LedgerController {

    private final CodeRows codes;
    private final LedgerReader ledger;
    private final DecisionViews views;
    private final Simulator simulator;

    LedgerController(CodeRows codes, LedgerReader ledger, DecisionViews views, Simulator simulator) {
        this.codes = codes;
        this.ledger = ledger;
        this.views = views;
        this.simulator = simulator;
    }

    @GetMapping("/decisions")
    @RequiresPermission("channel.read")
    Slice<DecisionRow> decisions(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long staffId,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int size,
            Locale locale) {
        codes.require(id);
        int limit = Math.clamp(size, 1, 200);
        List<Told> told = ledger.page(id, new LedgerReader.Filter(staffId, reason, day), after, limit + 1);
        return Slice.of(views.rows(told, locale), limit, row -> String.valueOf(row.id()));
    }

    /** Who would get a stranger who scanned now. */
    @GetMapping("/next")
    @RequiresPermission("channel.read")
    DecisionRow next(@PathVariable long id, Locale locale) {
        return views.rows(List.of(simulator.next(codes.require(id))), locale).getFirst();
    }
}
