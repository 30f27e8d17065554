package io.siyu.foundation.transfer;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets files a week after they were made. */
@Configuration(proxyBeanMethods = false)
class SheetTrimming {

    @Bean
    RecurringTask<Void> oldSheets(Sheets sheets) {
        return Tasks.recurring("transfer.trim", Schedules.fixedDelay(Duration.ofHours(1)))
                .execute((instance, context) -> sheets.trim());
    }
}
