package io.siyu.people.relation.silence;

import io.siyu.foundation.alert.AlertSettings;
import io.siyu.foundation.job.PolledWork;
import io.siyu.people.customer.SilentCustomers;
import io.siyu.people.relation.silence.SilenceRows.Due;
import io.siyu.people.relation.silence.SilenceRows.Wanted;
import io.siyu.shared.BrandZone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Counts each guide's silent customers when the brand's day has turned, in no transaction. Looked for every few seconds instead of
 * scheduled, so that a moved clock and a changed setting are noticed at once.
 */
@Component
class SilenceCount implements PolledWork {

    private static final int BATCH = 100;

    private final SilenceRows rows;
    private final SilentCustomers customers;
    private final AlertSettings settings;
    private final Clock clock;
    private final BrandZone zone;

    SilenceCount(SilenceRows rows, SilentCustomers customers, AlertSettings settings, Clock clock, BrandZone zone) {
        this.rows = rows;
        this.customers = customers;
        this.settings = settings;
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
        Wanted wanted = wanted();
        List<Due> due = rows.due(wanted, BATCH);
        due.forEach(guide -> count(guide, wanted));
        return due.size() == BATCH;
    }

    private void count(Due guide, Wanted wanted) {
        if (rows.claim(guide, wanted.days(), wanted.now())) {
            rows.write(guide.staff(), wanted.days(), customers.count(guide.staff(), wanted.days()), wanted.now());
        }
    }

    private Wanted wanted() {
        Instant now = clock.instant();
        return new Wanted(
                settings.threshold(SilenceAlert.KIND),
                settings.least(SilenceAlert.KIND),
                zone.startOf(zone.dateOf(now)),
                now);
    }
}
