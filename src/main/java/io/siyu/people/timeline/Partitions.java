package io.siyu.people.timeline;

import io.siyu.foundation.job.PolledWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A partition a month: this month's and the next two are always there, also after the clock was moved; any other is made when its first
 * activity comes, in that activity's transaction.
 */
@Component
class Partitions implements PolledWork {

    private static final int MONTHS_AHEAD = 2;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    Partitions(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "timeline.partitions";
    }

    @Override
    public boolean workOnce() {
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            YearMonth month = monthOf(clock.instant()).plusMonths(ahead);
            if (!known.contains(month)) {
                transaction.executeWithoutResult(status -> ensure(month));
            }
        }
        return false;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    /** Must run inside a transaction. */
    void ensure(Instant occurredAt) {
        YearMonth month = monthOf(occurredAt);
        if (!known.contains(month)) {
            ensure(month);
        }
    }

    private void ensure(YearMonth month) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('timeline_activity'))")
                .query((row, number) -> true)
                .list();
        String name = "timeline_activity_" + month.format(DateTimeFormatter.ofPattern("uuuuMM"));
        boolean there = jdbc.sql("select to_regclass(:name) is not null")
                .param("name", name)
                .query(Boolean.class)
                .single();
        if (!there) {
            make(name, month);
        }
        // Known only once it is committed: a rollback takes the partition with it.
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.add(month);
            }
        });
    }

    /** Attached, not created as a partition: attaching lets others go on writing to the months that are there. */
    private void make(String name, YearMonth month) {
        jdbc.sql("create table %s (like timeline_activity including defaults)".formatted(name))
                .update();
        jdbc.sql("alter table timeline_activity attach partition %s for values from ('%s') to ('%s')"
                        .formatted(name, boundOf(month), boundOf(month.plusMonths(1))))
                .update();
    }

    private static String boundOf(YearMonth month) {
        return month.atDay(1) + " 00:00:00+00";
    }

    private static YearMonth monthOf(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }
}
