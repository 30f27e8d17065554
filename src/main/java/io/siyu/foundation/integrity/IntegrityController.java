package io.siyu.foundation.integrity;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.integrity.Integrity.Sample;
import io.siyu.foundation.integrity.IntegrityResults.Result;
import io.siyu.foundation.integrity.IntegrityResults.Standing;
import io.siyu.foundation.job.Pollers;
import io.siyu.foundation.scope.RequiresPermission;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The page on which one sees that the books agree, or where they do not. */
@RestController
@RequestMapping("/api/admin/integrity")
class IntegrityController {

    private final Integrity integrity;
    private final IntegrityResults results;
    private final Pollers pollers;
    private final Audit audit;
    private final MessageSource texts;

    IntegrityController(
            Integrity integrity, IntegrityResults results, Pollers pollers, Audit audit, MessageSource texts) {
        this.integrity = integrity;
        this.results = results;
        this.pollers = pollers;
        this.audit = audit;
        this.texts = texts;
    }

    /**
     * @param module whose check it is
     * @param words what must hold
     * @param of what kind of thing the samples' ids are
     * @param count how many break it; absent before the first run
     */
    record Row(
            String name,
            String module,
            String words,
            String of,
            @Nullable Long count,
            List<Sample> samples,
            @Nullable Long millis,
            @Nullable Instant checkedAt,
            @Nullable Instant wrongSince) {}

    record Overview(boolean running, @Nullable Instant finishedAt, List<Row> items, int total) {}

    @GetMapping
    @RequiresPermission("integrity.read")
    Overview overview(Locale locale) {
        Map<String, Result> last = results.all();
        Standing standing = results.standing();
        List<Row> rows = integrity.checks().stream()
                .map(check -> row(check, last.get(check.name()), locale))
                .toList();
        return new Overview(standing.running(), standing.finishedAt(), rows, rows.size());
    }

    /** Runs all checks soon; the overview tells when they are done. */
    @PostMapping("/runs")
    @RequiresPermission("integrity.read")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void run() {
        results.ask();
        audit.record("integrity.run", "integrity", "all", null, null);
        pollers.wake(IntegrityRun.NAME);
    }

    private Row row(IntegrityCheck check, @Nullable Result last, Locale locale) {
        String module = check.name().substring(0, check.name().indexOf('.'));
        String words = String.valueOf(texts.getMessage("integrity." + check.name(), null, check.name(), locale));
        return last == null
                ? new Row(check.name(), module, words, check.of(), null, List.of(), null, null, null)
                : new Row(
                        check.name(),
                        module,
                        words,
                        check.of(),
                        last.count(),
                        last.samples(),
                        last.millis(),
                        last.checkedAt(),
                        last.wrongSince());
    }
}
