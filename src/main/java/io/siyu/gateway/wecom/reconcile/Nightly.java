package io.siyu.gateway.wecom.reconcile;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.siyu.gateway.wecom.client.WeComProperties;
import io.siyu.gateway.wecom.reconcile.Runs.Reason;
import java.time.Clock;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Compares every night, when nobody scans. */
@Configuration(proxyBeanMethods = false)
class Nightly {

    private static final LocalTime AT_NIGHT = LocalTime.of(2, 40);

    @Bean
    RecurringTask<Void> nightlyReconciliation(Runs runs, WeComProperties properties, Clock clock) {
        return Tasks.recurring("wecom.reconcile", Schedules.daily(clock.getZone(), AT_NIGHT))
                .execute((instance, context) -> {
                    runs.forget();
                    if (properties.mayCall()) {
                        runs.start(Reason.NIGHTLY, "system");
                    }
                });
    }
}
