package io.siyu.people.relation.silence;

import io.siyu.foundation.alert.AlertSettings;
import io.siyu.foundation.job.PolledWork;
import io.siyu.people.customer.SilentCustomers;
import io.siyu.people.relation.silence.SilenceRows.Due;
import io.siyu.shared.BrandZone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts each guide's silent customers when the brand's day has turned, a guide a transaction. Looked for every few seconds instead of
 * scheduled, so that a moved clock and a changed setting are noticed at once.
 */
@Component
class SilenceCount implements PolledWork {

    private static final int BATCH = 100;
    private static final Duration AGAIN = Duration.ofHours(1);

    private final SilenceRows rows;
    private final SilentCustomers customers;
    private final AlertSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final BrandZone zone;

    SilenceCount(
            SilenceRows rows,
            SilentCustomers customers,
            AlertSettings settings,
            TransactionTemplate transaction,
            Clock clock,
            BrandZone zone) {
        this.rows = rows;
        this.customers = customers;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "relation.silence";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(10);
    }

    @Override
    public boolean workOnce() {
        if (!settings.of(SilenceAlert.KIND).enabled()) {
            return false;
        }
        int days = settings.threshold(SilenceAlert.KIND);
        Instant now = clock.instant();
        List<Due> due = rows.due(days, zone.startOf(zone.dateOf(now)), now.minus(AGAIN), BATCH);
        due.forEach(guide -> transaction.executeWithoutResult(status -> count(guide, days, now)));
        return due.size() == BATCH;
    }

    private void count(Due guide, int days, Instant now) {
        if (rows.claim(guide, days, now)) {
            rows.write(guide.staff(), customers.count(guide.staff(), days));
        }
    }
}
