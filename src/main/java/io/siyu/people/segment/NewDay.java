package io.siyu.people.segment;

import io.siyu.foundation.job.PolledWork;
import io.siyu.people.segment.SegmentRows.Segment;
import io.siyu.shared.BrandZone;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * When the brand's day turned, or the clock was moved over many days, lets windows age and then compares every segment with a full
 * evaluation. Looked for each second instead of scheduled, so that a moved clock is noticed at once.
 */
@Component
class NewDay implements PolledWork {

    private final JdbcClient jdbc;
    private final SegmentRows rows;
    private final Builds builds;
    private final Clock clock;
    private final BrandZone zone;
    private final TransactionTemplate transaction;

    NewDay(
            JdbcClient jdbc,
            SegmentRows rows,
            Builds builds,
            Clock clock,
            BrandZone zone,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.builds = builds;
        this.clock = clock;
        this.zone = zone;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "segment.day";
    }

    @Override
    public boolean workOnce() {
        LocalDate today = zone.dateOf(clock.instant());
        if (!rows.day().isBefore(today)) {
            return false;
        }
        transaction.executeWithoutResult(status -> turn(today));
        return true;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    private void turn(LocalDate today) {
        Optional<LocalDate> before = jdbc.sql("select day from segment_day where day < :today for update")
                .param("today", today)
                .query(LocalDate.class)
                .optional();
        if (before.isEmpty()) {
            return;
        }
        jdbc.sql("update segment_day set day = :today").param("today", today).update();
        for (Segment segment : rows.all()) {
            builds.request(segment, Builds.Kind.AGE, before.get(), today);
            builds.request(segment, Builds.Kind.CHECK, null, null);
            jdbc.sql("""
                    insert into segment_size (segment_id, day, size, entered, gone) values (:segment, :day, :size, 0, 0)
                    on conflict do nothing""")
                    .param("segment", segment.id())
                    .param("day", today)
                    .param("size", segment.size())
                    .update();
        }
    }
}
