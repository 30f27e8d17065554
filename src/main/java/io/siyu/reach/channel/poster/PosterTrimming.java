package io.siyu.reach.channel.poster;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets drawn posters a week after they were ordered. */
@Configuration(proxyBeanMethods = false)
class PosterTrimming {

    @Bean
    RecurringTask<Void> oldPosters(PosterRuns runs, SheetFolder folder, Clock clock) {
        return Tasks.recurring("channel.posters.trim", Schedules.fixedDelay(Duration.ofHours(1)))
                .execute((instance, context) -> runs.old(clock.instant()).forEach(run -> {
                    folder.forget(run);
                    runs.forget(run);
                }));
    }
}
