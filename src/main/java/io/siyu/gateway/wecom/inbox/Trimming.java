package io.siyu.gateway.wecom.inbox;

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

/** Forgets callbacks that were taken in or set aside a month ago. Dead letters stay until somebody decides. */
@Configuration(proxyBeanMethods = false)
class Trimming {

    static final Duration KEPT = Duration.ofDays(30);
    private static final LocalTime AT_NIGHT = LocalTime.of(4, 20);

    @Bean
    RecurringTask<Void> inboxTrimming(JdbcClient jdbc, Clock clock) {
        return Tasks.recurring("wecom.inbox.trim", Schedules.daily(clock.getZone(), AT_NIGHT))
                .execute((instance, context) -> trim(jdbc, clock));
    }

    static void trim(JdbcClient jdbc, Clock clock) {
        int deleted;
        do {
            deleted = jdbc.sql("""
                    delete from wecom_inbox where id in (
                        select id from wecom_inbox
                        where state in ('done', 'ignored') and finished_at < :oldest and welcome_state is distinct from 'due'
                        limit 2000)""")
                    .param("oldest", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                    .update();
        } while (deleted > 0);
    }
}
