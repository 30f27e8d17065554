package io.siyu.foundation.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.Metrics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The one data source of the application: gives out a connection of the pool of the thread's {@link Lane}. */
final class LanePools extends DelegatingDataSource implements AutoCloseable {

    /** Jobs can wait; what accepts must answer the platform within its five seconds. */
    private static final Map<Lane, Duration> LONGEST_WAIT =
            Map.of(Lane.JOBS, Duration.ofSeconds(30), Lane.ACCEPTING, Duration.ofSeconds(2));

    private static final int IDLE = 2;

    private final Map<Lane, HikariDataSource> pools = new EnumMap<>(Lane.class);

    /**
     * @param requests the pool as it is configured under {@code spring.datasource.hikari}; the others are like it
     * @param sizes how many connections the other lanes have
     */
    LanePools(HikariDataSource requests, Map<Lane, Integer> sizes) {
        super(requests);
        pools.put(Lane.REQUESTS, requests);
        sizes.forEach((lane, size) -> pools.put(lane, poolLike(requests, lane, size)));
    }

    @Override
    public Connection getConnection() throws SQLException {
        return of(Lane.present()).getConnection();
    }

    DataSource of(Lane lane) {
        HikariDataSource pool = pools.get(lane);
        if (pool == null) {
            throw new IllegalStateException("no pool for " + lane);
        }
        return pool;
    }

    /** The pool of requests is closed by who made it. */
    @Override
    public void close() {
        pools.forEach((lane, pool) -> {
            if (lane != Lane.REQUESTS) {
                pool.close();
            }
        });
    }

    private static HikariDataSource poolLike(HikariDataSource requests, Lane lane, int size) {
        HikariConfig config = new HikariConfig();
        requests.copyStateTo(config);
        config.setPoolName(lane.name().toLowerCase(Locale.ROOT));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.clamp(requests.getMinimumIdle(), 0, Math.min(size, IDLE)));
        config.setConnectionTimeout(
                LONGEST_WAIT.getOrDefault(lane, Duration.ofSeconds(30)).toMillis());
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(Metrics.globalRegistry));
        // Opened when first asked: the database is checked by the pool of requests.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
