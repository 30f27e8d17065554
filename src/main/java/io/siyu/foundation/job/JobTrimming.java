package io.siyu.foundation.job;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets jobs that ended a quarter of a year ago. */
@Configuration(proxyBeanMethods = false)
class JobTrimming {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final LocalTime AT_NIGHT = LocalTime.of(4, 40);

    @Bean
    RecurringTask<Void> endedJobs(JdbcClient jdbc, Clock clock) {
        return Tasks.recurring("job.trim", Schedules.daily(clock.getZone(), AT_NIGHT))
                .execute((instance, context) -> jdbc.sql("delete from job_job where finished_at < :oldest")
                        .param("oldest", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                        .update());
    }
}
