package io.siyu.foundation.job;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.Alerts;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notices that PostgreSQL was started again under a running application; shown for a day. */
@Component
class DatabaseRestarts implements PolledWork {

    private static final String KIND = "database.restarted";
    private static final Duration SHOWN = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Alerts alerts;
    private final Clock clock;
    private @Nullable String seen;

    DatabaseRestarts(JdbcClient jdbc, Alerts alerts, Clock clock) {
        this.jdbc = jdbc;
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "job.database-restarts";
    }

    @Override
    public boolean workOnce() {
        notice(jdbc.sql(
                        "select to_char(pg_postmaster_start_time() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")
                .query(String.class)
                .single());
        alerts.resolveRaisedBefore(KIND, clock.instant().minus(SHOWN));
        return false;
    }

    /** @param startedAt tells one start of PostgreSQL from another: all nodes that see it raise the same alert */
    void notice(String startedAt) {
        if (seen != null && !seen.equals(startedAt)) {
            alerts.raise(Alert.fault(KIND, startedAt, null, startedAt));
        }
        seen = startedAt;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(15);
    }
}
