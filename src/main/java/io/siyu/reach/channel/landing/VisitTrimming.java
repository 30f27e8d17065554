package io.siyu.reach.channel.landing;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Traces of visits are kept thirteen months, so that a month can be compared with the one a year ago; accounts of browsers that became
 * nobody's are kept for ninety days, and words that were told before an add, which never came, for a week.
 */
@Configuration(proxyBeanMethods = false)
class VisitTrimming {

    private static final Period KEPT = Period.ofMonths(13);
    private static final Duration NOBODYS_KEPT = Duration.ofDays(90);
    private static final Duration EARLY_KEPT = Duration.ofDays(7);
    private static final int AT_ONCE = 20_000;

    @Bean
    RecurringTask<Void> oldVisits(JdbcClient jdbc, Clock clock) {
        return Tasks.recurring("channel.visits.trim", Schedules.daily(LocalTime.of(4, 10)))
                .execute((instance, context) -> trim(jdbc, clock.instant().atOffset(ZoneOffset.UTC)));
    }

    static void trim(JdbcClient jdbc, OffsetDateTime now) {
        trim(jdbc, now.minus(KEPT), """
                delete from channel_visit where scan_id in (select scan_id from channel_visit where at < :before limit :most)""");
        trim(jdbc, now.minus(NOBODYS_KEPT), """
                delete from channel_visitor_wechat where visitor in (
                    select w.visitor from channel_visitor_wechat w left join channel_visitor v on v.id = w.visitor
                    where w.asked_at < :before and v.customer_id is null limit :most) and asked_at < :before""");
        trim(jdbc, now.minus(EARLY_KEPT), """
                delete from channel_early_talk where (external_userid, userid) in (
                    select external_userid, userid from channel_early_talk where at < :before limit :most)""");
    }

    private static void trim(JdbcClient jdbc, OffsetDateTime before, String sql) {
        int gone = AT_ONCE;
        while (gone == AT_ONCE) {
            gone = jdbc.sql(sql).param("before", before).param("most", AT_ONCE).update();
        }
    }
}
