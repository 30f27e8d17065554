package io.siyu.gateway.wecom.reconcile;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.job.Pollers;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Comparisons of our friendships with WeChat Work's: what they found, and one more now. */
@RestController
@RequestMapping("/api/admin/wecom/reconciliations")
class ReconciliationController {

    private final Runs runs;
    private final Reports reports;
    private final Audit audit;
    private final CurrentOperator operator;
    private final Pollers pollers;

    ReconciliationController(Runs runs, Reports reports, Audit audit, CurrentOperator operator, Pollers pollers) {
        this.runs = runs;
        this.reports = reports;
        this.audit = audit;
        this.operator = operator;
        this.pollers = pollers;
    }

    record Detail(Reports.Run run, Reports.Repair repair, List<Reports.Skipped> skipped) {}

    private record Standing(Reports.State state) {}

    @GetMapping
    @RequiresPermission("callback.read")
    Slice<Reports.Run> list(
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "30") @Min(1) @Max(200) int size) {
        return reports.latest(after, size);
    }

    @GetMapping("/{id}")
    @RequiresPermission("callback.read")
    Detail detail(@PathVariable long id) {
        return new Detail(find(id), reports.repair(id), reports.skipped(id));
    }

    @GetMapping("/{id}/findings")
    @RequiresPermission("callback.read")
    Slice<Reports.Finding> findings(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Kind kind,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return reports.findings(id, kind, after, size);
    }

    /** Compares now. One that is running is not begun again. */
    @PostMapping
    @RequiresPermission("platform.write")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    Reports.Run start() {
        String who = operator.find().map(Operator::name).orElse("system");
        long id = runs.start(Runs.Reason.ASKED, who)
                .orElseThrow(() -> DomainException.conflict("wecom.reconciliation_running"));
        audit.record("wecom.reconciliation.start", "reconciliation", id, null, new Standing(Reports.State.RUNNING));
        wakeAfterCommit();
        return find(id);
    }

    @PostMapping("/{id}/stop")
    @RequiresPermission("platform.write")
    @Transactional
    Reports.Run stop(@PathVariable long id) {
        Reports.Run before = find(id);
        if (!runs.stop(id)) {
            throw DomainException.conflict("wecom.reconciliation_not_running");
        }
        Standing stopped = new Standing(Reports.State.STOPPED);
        audit.record("wecom.reconciliation.stop", "reconciliation", id, new Standing(before.state()), stopped);
        return find(id);
    }

    /** Goes on where it was stopped. */
    @PostMapping("/{id}/resume")
    @RequiresPermission("platform.write")
    @Transactional
    Reports.Run resume(@PathVariable long id) {
        Reports.Run before = find(id);
        if (!runs.resume(id)) {
            throw DomainException.conflict("wecom.reconciliation_not_stopped");
        }
        Standing running = new Standing(Reports.State.RUNNING);
        audit.record("wecom.reconciliation.resume", "reconciliation", id, new Standing(before.state()), running);
        wakeAfterCommit();
        return find(id);
    }

    private Reports.Run find(long id) {
        return reports.find(id).orElseThrow(() -> DomainException.notFound("wecom.reconciliation_not_found", id));
    }

    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                pollers.wake(Reconciliation.NAME);
            }
        });
    }
}
