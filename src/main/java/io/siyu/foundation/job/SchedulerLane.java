package io.siyu.foundation.job;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import io.siyu.foundation.database.Lane;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Keeps db-scheduler in the lane of jobs: its tasks, and what it asks the database for itself. */
@Configuration(proxyBeanMethods = false)
class SchedulerLane {

    @Bean
    DbSchedulerCustomizer inTheLaneOfJobs(DataSource dataSource, @Value("${db-scheduler.threads}") int threads) {
        ExecutorService tasks = Executors.newFixedThreadPool(
                threads, task -> Thread.ofPlatform().name("job-scheduler").unstarted(() -> Lane.JOBS.run(task)));
        DataSource jobs = new OfJobs(dataSource);
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<DataSource> dataSource() {
                return Optional.of(jobs);
            }

            @Override
            public Optional<ExecutorService> executorService() {
                return Optional.of(tasks);
            }
        };
    }

    private static final class OfJobs extends DelegatingDataSource {

        OfJobs(DataSource all) {
            super(all);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return Lane.JOBS.call(super::getConnection);
        }
    }
}
