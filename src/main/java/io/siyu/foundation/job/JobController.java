package io.siyu.foundation.job;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import java.util.Locale;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Background work in the console: one's own, or everybody's with the right to it. */
@RestController
@RequestMapping("/api/admin/jobs")
class JobController {

    private static final int LARGEST_SLICE = 100;

    private final JobViews views;
    private final Jobs jobs;
    private final CurrentOperator operator;
    private final Audit audit;
    private final TransactionTemplate transaction;

    JobController(JobViews views, Jobs jobs, CurrentOperator operator, Audit audit, TransactionTemplate transaction) {
        this.views = views;
        this.jobs = jobs;
        this.operator = operator;
        this.audit = audit;
        this.transaction = transaction;
    }

    record Standing(String title, JobState state) {}

    /** @param open only those that wait or run
     * @param mine only one's own, also with the right to all */
    @GetMapping
    @RequiresPermission("job.read")
    Slice<JobViews.Row> list(
            @RequestParam(required = false) @Nullable JobState state,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "20") int size,
            Locale locale) {
        Long whose = mine ? Long.valueOf(operator.get().userId()) : visible();
        var wanted = new JobViews.Wanted(whose, state, open);
        return views.list(wanted, after, Math.clamp(size, 1, LARGEST_SLICE), locale);
    }

    @GetMapping("/{id}")
    @RequiresPermission("job.read")
    JobViews.Row one(@PathVariable long id, Locale locale) {
        return require(id, locale);
    }

    @PostMapping("/{id}/cancel")
    @RequiresPermission("job.read")
    JobViews.Row cancel(@PathVariable long id, Locale locale) {
        return change(id, "job.cancel", jobs::cancel, "job.ended", locale);
    }

    @PostMapping("/{id}/resume")
    @RequiresPermission("job.read")
    JobViews.Row resume(@PathVariable long id, Locale locale) {
        return change(id, "job.resume", jobs::resume, "job.not_stopped", locale);
    }

    private JobViews.Row change(long id, String action, LongPredicate deed, String refusal, Locale locale) {
        JobViews.Row before = require(id, locale);
        transaction.executeWithoutResult(status -> {
            if (!deed.test(id)) {
                throw DomainException.conflict(refusal);
            }
            JobViews.Row after = require(id, locale);
            audit.record(
                    action,
                    "job",
                    id,
                    new Standing(before.title(), before.state()),
                    new Standing(after.title(), after.state()));
        });
        return require(id, locale);
    }

    private JobViews.Row require(long id, Locale locale) {
        return views.find(id, visible(), locale).orElseThrow(() -> DomainException.notFound("job.not_found"));
    }

    /** Whose jobs may be seen; nobody in particular: everybody's. */
    private @Nullable Long visible() {
        Operator who = operator.get();
        return who.may("job.all") ? null : Long.valueOf(who.userId());
    }
}
