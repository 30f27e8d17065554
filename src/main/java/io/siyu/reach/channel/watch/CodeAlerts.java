package io.siyu.reach.channel.watch;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertRule;
import io.siyu.foundation.alert.AlertSettings;
import io.siyu.foundation.alert.AlertSource;
import io.siyu.shared.BrandZone;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Codes that nobody scans, as one alert for all of them, and codes whose guides have all had as many adds today as they may. */
@Configuration(proxyBeanMethods = false)
class CodeAlerts {

    private static final String SILENT = "channel.silent";
    private static final String CAPPED = "channel.capped";
    private static final int NAMED = 3;

    @Bean
    AlertRule silentRule() {
        return new AlertRule(SILENT, 7, false);
    }

    @Bean
    AlertRule cappedRule() {
        return new AlertRule(CAPPED, null, true);
    }

    private record Code(long id, String name) {}

    @Bean
    AlertSource silent(JdbcClient jdbc, AlertSettings settings, Clock clock) {
        return new AlertSource() {
            @Override
            public String kind() {
                return SILENT;
            }

            @Override
            public List<Alert> standing() {
                int days = settings.threshold(SILENT);
                List<Code> codes = jdbc.sql("""
                        select c.id, c.name from channel_code c
                        where c.archived_at is null and c.created_at < :since
                          and coalesce((select s.at from channel_scan s where s.code_id = c.id order by s.id desc limit 1),
                              c.created_at) < :since
                        order by c.id""")
                        .param(
                                "since",
                                clock.instant().minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC))
                        .query(Code.class)
                        .list();
                String names = codes.stream().limit(NAMED).map(Code::name).collect(Collectors.joining("、"));
                String link = codes.size() == 1 ? "/codes/" + codes.getFirst().id() : "/codes";
                return codes.isEmpty()
                        ? List.of()
                        : List.of(Alert.todo(SILENT, Alert.ALL, link, codes.size(), days, names));
            }
        };
    }

    @Bean
    AlertSource capped(JdbcClient jdbc, Clock clock, BrandZone zone) {
        return new AlertSource() {
            @Override
            public String kind() {
                return CAPPED;
            }

            @Override
            public List<Alert> standing() {
                return jdbc.sql("""
                        select c.id, c.name from channel_code c
                        join channel_code_guide g on g.code_id = c.id
                        join staff_member m on m.id = g.staff_id and m.active
                        left join channel_day d on d.code_id = c.id and d.staff_id = g.staff_id and d.day = :today
                        where c.archived_at is null
                        group by c.id
                        having bool_and(coalesce(d.adds, 0) >= coalesce(g.daily_cap, c.daily_cap, 2147483647))
                        order by c.id limit 50""").param("today", zone.dateOf(clock.instant())).query(Code.class).list().stream()
                        .map(code -> Alert.fault(CAPPED, Long.toString(code.id()), "/codes/" + code.id(), code.name()))
                        .toList();
            }
        };
    }
}
