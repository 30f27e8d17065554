package io.siyu.reach.channel.landing;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Traces of visits are kept thirteen months, so that a month can be compared with the one a year ago. */
@Configuration(proxyBeanMethods = false)
class VisitTrimming {

    private static final Period KEPT = Period.ofMonths(13);
    private static final int AT_ONCE = 20_000;

    @Bean
    RecurringTask<Void> oldVisits(JdbcClient jdbc, Clock clock) {
        return Tasks.recurring("channel.visits.trim", Schedules.daily(LocalTime.of(4, 10)))
                .execute((instance, context) -> {
                    int gone = AT_ONCE;
                    while (gone == AT_ONCE) {
                        gone = jdbc.sql("""
                                delete from channel_visit where scan_id in (
                                    select scan_id from channel_visit where at < :before limit :most)""")
                                .param(
                                        "before",
                                        clock.instant().atOffset(ZoneOffset.UTC).minus(KEPT))
                                .param("most", AT_ONCE)
                                .update();
                    }
                });
    }
}
