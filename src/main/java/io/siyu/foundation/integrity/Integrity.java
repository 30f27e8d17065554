package io.siyu.foundation.integrity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/** Runs the checks of all modules. Changes nothing. */
@Component
public class Integrity {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int SAMPLES = 20;

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final Supplier<List<IntegrityCheck>> checks;
    private final Clock clock;

    Integrity(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ObjectProvider<IntegrityChecks> modules,
            Clock clock) {
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.clock = clock;
        this.checks = SingletonSupplier.of(() -> modules.stream()
                .flatMap(module -> module.integrityChecks().stream())
                .sorted(Comparator.comparing(IntegrityCheck::name))
                .toList());
    }

    /**
     * One thing that is wrong.
     *
     * @param note which of its figures disagree, without words
     */
    public record Sample(String id, String note) {}

    /**
     * What a check found.
     *
     * @param samples the first of them
     */
    public record Finding(IntegrityCheck check, long count, List<Sample> samples) {

        /** What a later look at the same thing found as well, with nothing tried in between. */
        Finding still(Finding later) {
            List<Sample> both =
                    later.samples().stream().filter(samples::contains).toList();
            return new Finding(check, both.isEmpty() ? 0 : later.count(), both);
        }
    }

    public List<IntegrityCheck> checks() {
        return checks.get();
    }

    /** Everything that is wrong now; empty when the books agree. */
    public List<Finding> findings() {
        return checks().stream()
                .map(this::run)
                .filter(finding -> finding.count() > 0)
                .toList();
    }

    /** What no waiting explains: for data that stood still for a while, like a backup. */
    public List<Finding> lastingFindings() {
        return checks().stream()
                .filter(check -> !check.aboutWaiting())
                .map(this::run)
                .filter(finding -> finding.count() > 0)
                .toList();
    }

    /** One check, now. */
    public Finding run(IntegrityCheck check) {
        return Objects.requireNonNull(reading.execute(status -> {
            jdbc.sql("set local statement_timeout = '5min'").update();
            return find(check);
        }));
    }

    private record Row(long total, Sample sample) {}

    private Finding find(IntegrityCheck check) {
        Instant now = clock.instant();
        List<Row> rows = jdbc.sql("""
                select count(*) over () as total, found.id::text as id, coalesce(found.note::text, '') as note
                from (%s) found order by found.id desc limit %d""".formatted(check.sql(), SAMPLES))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("overdue", now.minus(PATIENCE).atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        new Row(row.getLong("total"), new Sample(row.getString("id"), row.getString("note"))))
                .list();
        return new Finding(
                check,
                rows.isEmpty() ? 0 : rows.getFirst().total(),
                rows.stream().map(Row::sample).toList());
    }
}
